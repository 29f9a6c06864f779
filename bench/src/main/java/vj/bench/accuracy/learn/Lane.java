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
  private final float[][] heard;
  private final float[][] states;
  private final float[][] update;
  private final float[][] reset;
  private final float[][] candidate;
  private final float[][] recurrent;
  private final float[][] outputs;
  private final float[] gates;
  private final float[] down;
  private final float[] before;
  private final float[][] dGates;
  private final float[][] dRecurrent;
  private final float[] stateTransposed;

  final float[] gradient;
  double loss;
  double sharedLoss;
  double weight;

  /// @param frames a multiple of four
  Lane(Gru gru, int frames) {
    if (frames % 4 != 0) {
      throw new IllegalArgumentException(frames + " frames are not a multiple of 4");
    }
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
    dGates = new float[frames][3 * units];
    dRecurrent = new float[frames][3 * units];
    heard = new float[frames][gru.inputs];
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
      System.arraycopy(lesson.input(), (from + t) * gru.inputs, heard[t], 0, gru.inputs);
      forward(t);
    }
    transpose();
    Arrays.fill(down, 0);
    for (int t = frames - 1; t >= 0; t--) {
      judge(lesson, from + t, t);
      backward(t);
    }
    addOuter(heard, dGates, 0);
    addOuter(states, dRecurrent, gru.fromState);
  }

  private void forward(int t) {
    float[] w = gru.weights;
    System.arraycopy(w, gru.bias, gates, 0, 3 * units);
    addProduct(heard[t], w, 0, gates);
    float[] r = recurrent[t];
    Arrays.fill(r, 0, 2 * units, 0);
    System.arraycopy(w, gru.stateBias, r, 2 * units, units);
    float[] h = states[t];
    addProduct(h, w, gru.fromState, r);
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

  private void backward(int t) {
    float[] h = states[t];
    float[] r = recurrent[t];
    float[] gate = dGates[t];
    float[] back = dRecurrent[t];
    for (int j = 0; j < units; j++) {
      float z = update[t][j];
      float open = reset[t][j];
      float n = candidate[t][j];
      float d = down[j];
      float dn = d * (1 - z) * (1 - n * n);
      gate[j] = d * (h[j] - n) * z * (1 - z);
      gate[units + j] = dn * r[2 * units + j] * open * (1 - open);
      gate[2 * units + j] = dn;
      back[2 * units + j] = dn * open;
      before[j] = d * z;
    }
    System.arraycopy(gate, 0, back, 0, 2 * units);
    addScaled(1, gate, 0, gradient, gru.bias, 3 * units);
    addScaled(1, back, 2 * units, gradient, gru.stateBias, units);
    addProduct(back, stateTransposed, 0, before);
    System.arraycopy(before, 0, down, 0, units);
  }

  private void transpose() {
    for (int j = 0; j < units; j++) {
      for (int k = 0; k < 3 * units; k++) {
        stateTransposed[k * units + j] = gru.weights[gru.fromState + j * 3 * units + k];
      }
    }
  }

  /// Adds the rows of a matrix, each times its value: four at once, so that the sums are fetched
  /// and put back a quarter as often.
  private static void addProduct(float[] values, float[] matrix, int from, float[] sums) {
    int n = sums.length;
    int i = 0;
    for (; i + 3 < values.length; i += 4) {
      float a = values[i];
      float b = values[i + 1];
      float c = values[i + 2];
      float d = values[i + 3];
      int row = from + i * n;
      for (int k = 0; k < n; k++) {
        sums[k] +=
            a * matrix[row + k]
                + b * matrix[row + n + k]
                + c * matrix[row + 2 * n + k]
                + d * matrix[row + 3 * n + k];
      }
    }
    for (; i < values.length; i++) {
      addScaled(values[i], matrix, from + i * n, sums, 0, n);
    }
  }

  /// Adds what all frames together say about a matrix of weights, four frames at once.
  private void addOuter(float[][] values, float[][] wrong, int to) {
    int n = 3 * units;
    for (int t = 0; t < frames; t += 4) {
      for (int i = 0; i < values[0].length; i++) {
        addFour(
            wrong,
            t,
            values[t][i],
            values[t + 1][i],
            values[t + 2][i],
            values[t + 3][i],
            to + i * n);
      }
    }
  }

  private void addFour(float[][] wrong, int t, float a, float b, float c, float d, int to) {
    float[] w = wrong[t];
    float[] x = wrong[t + 1];
    float[] y = wrong[t + 2];
    float[] z = wrong[t + 3];
    for (int k = 0; k < w.length; k++) {
      gradient[to + k] += a * w[k] + b * x[k] + c * y[k] + d * z[k];
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
