package vj.bench.accuracy.learn;

import java.util.Arrays;
import vj.workers.audio.analysis.Gated;

/// One sequence on its way through a [Gru]: forward over some frames, remembering everything, then
/// back again, summing the gradient (backpropagation through time, cut off at the first frame).
/// Single-threaded; lanes share nothing but the weights they read.
final class Lane {

  private final Gru gru;
  private final int frames;
  private final int units;
  private final float[][] states;
  private final float[][] update;
  private final float[][] reset;
  private final float[][] candidate;
  private final float[][] recurrent;
  private final float[][] outputs;
  private final float[] gates;
  private final float[] down;
  private final float[] before;
  private final float[] dGates;
  private final float[] dRecurrent;
  private final float[] stateTransposed;

  final float[] gradient;
  double loss;
  double sharedLoss;
  double weight;

  Lane(Gru gru, int frames) {
    this.gru = gru;
    this.frames = frames;
    units = gru.units;
    states = new float[frames + 1][units];
    update = new float[frames][units];
    reset = new float[frames][units];
    candidate = new float[frames][units];
    recurrent = new float[frames][3 * units];
    outputs = new float[frames][gru.outputs];
    gates = new float[3 * units];
    down = new float[units];
    before = new float[units];
    dGates = new float[3 * units];
    dRecurrent = new float[3 * units];
    stateTransposed = new float[3 * units * units];
    gradient = new float[gru.weights.length];
  }

  /// The next frames begin another piece.
  void forget() {
    Arrays.fill(states[frames], 0);
  }

  /// Goes through the frames `from` to `from` + [#frames] of a piece and adds to the gradient.
  void learn(Lesson lesson, int from) {
    System.arraycopy(states[frames], 0, states[0], 0, units);
    Arrays.fill(gradient, 0);
    loss = 0;
    sharedLoss = 0;
    weight = 0;
    for (int t = 0; t < frames; t++) {
      forward(lesson.input(), (from + t) * gru.inputs, t);
    }
    transpose();
    Arrays.fill(down, 0);
    for (int t = frames - 1; t >= 0; t--) {
      judge(lesson, from + t, t);
      backward(lesson.input(), (from + t) * gru.inputs, t);
    }
  }

  private void forward(float[] input, int at, int t) {
    float[] w = gru.weights;
    System.arraycopy(w, gru.bias, gates, 0, 3 * units);
    for (int i = 0; i < gru.inputs; i++) {
      addScaled(input[at + i], w, i * 3 * units, gates, 0, 3 * units);
    }
    float[] r = recurrent[t];
    Arrays.fill(r, 0, 2 * units, 0);
    System.arraycopy(w, gru.stateBias, r, 2 * units, units);
    float[] h = states[t];
    for (int j = 0; j < units; j++) {
      addScaled(h[j], w, gru.fromState + j * 3 * units, r, 0, 3 * units);
    }
    step(t, r, h);
    for (int o = 0; o < gru.outputs; o++) {
      float sum = w[gru.outputBias + o];
      for (int j = 0; j < units; j++) {
        sum += w[gru.toOutput + o * units + j] * states[t + 1][j];
      }
      outputs[t][o] = sum;
    }
    gru.shape.squash(outputs[t]);
  }

  private void step(int t, float[] r, float[] h) {
    for (int j = 0; j < units; j++) {
      float z = Gated.sigmoid(gates[j] + r[j]);
      float open = Gated.sigmoid(gates[units + j] + r[units + j]);
      float n = Gated.tanh(gates[2 * units + j] + open * r[2 * units + j]);
      update[t][j] = z;
      reset[t][j] = open;
      candidate[t][j] = n;
      states[t + 1][j] = n + z * (h[j] - n);
    }
  }

  /// Cross-entropy of what was said against what is true; its gradient goes to the outputs' weights
  /// and down to the state.
  private void judge(Lesson lesson, int frame, int t) {
    for (int o = 0; o < gru.outputs; o++) {
      float importance = lesson.importance(frame, o);
      if (importance == 0) {
        continue;
      }
      float truth = lesson.truth(frame, o);
      float said = outputs[t][o];
      if (o < gru.shape.single()) {
        loss -=
            importance * (truth * Math.log(said + 1e-7) + (1 - truth) * Math.log(1 - said + 1e-7));
        weight += importance;
      } else {
        sharedLoss -= truth * Math.log(said + 1e-7);
      }
      float wrong = importance * (said - truth);
      gradient[gru.outputBias + o] += wrong;
      addScaled(wrong, states[t + 1], 0, gradient, gru.toOutput + o * units, units);
      addScaled(wrong, gru.weights, gru.toOutput + o * units, down, 0, units);
    }
  }

  private void backward(float[] input, int at, int t) {
    float[] h = states[t];
    float[] r = recurrent[t];
    for (int j = 0; j < units; j++) {
      float z = update[t][j];
      float open = reset[t][j];
      float n = candidate[t][j];
      float d = down[j];
      float dn = d * (1 - z) * (1 - n * n);
      dGates[j] = d * (h[j] - n) * z * (1 - z);
      dGates[units + j] = dn * r[2 * units + j] * open * (1 - open);
      dGates[2 * units + j] = dn;
      dRecurrent[2 * units + j] = dn * open;
      before[j] = d * z;
    }
    System.arraycopy(dGates, 0, dRecurrent, 0, 2 * units);
    addScaled(1, dGates, 0, gradient, gru.bias, 3 * units);
    addScaled(1, dRecurrent, 2 * units, gradient, gru.stateBias, units);
    for (int i = 0; i < gru.inputs; i++) {
      addScaled(input[at + i], dGates, 0, gradient, i * 3 * units, 3 * units);
    }
    for (int j = 0; j < units; j++) {
      addScaled(h[j], dRecurrent, 0, gradient, gru.fromState + j * 3 * units, 3 * units);
    }
    for (int k = 0; k < 3 * units; k++) {
      addScaled(dRecurrent[k], stateTransposed, k * units, before, 0, units);
    }
    System.arraycopy(before, 0, down, 0, units);
  }

  private void transpose() {
    for (int j = 0; j < units; j++) {
      for (int k = 0; k < 3 * units; k++) {
        stateTransposed[k * units + j] = gru.weights[gru.fromState + j * 3 * units + k];
      }
    }
  }

  private static void addScaled(
      float scale, float[] values, int from, float[] sums, int to, int length) {
    if (scale == 0) {
      return;
    }
    for (int k = 0; k < length; k++) {
      sums[to + k] += scale * values[from + k];
    }
  }
}
