package vj.bench.accuracy.learn;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import vj.workers.audio.analysis.Gated;

/// The weights of a [Gated] network, in one array and in the order in which it reads them.
final class Gru {

  final Gated.Shape shape;
  final int inputs;
  final int outputs;
  final int units;

  /// Where each part begins.
  final int fromState;

  final int bias;
  final int stateBias;
  final int toOutput;
  final int outputBias;

  final float[] weights;

  Gru(Gated.Shape shape, int units) {
    this.shape = shape;
    inputs = shape.inputs();
    outputs = shape.outputs();
    this.units = units;
    fromState = inputs * 3 * units;
    bias = fromState + units * 3 * units;
    stateBias = bias + 3 * units;
    toOutput = stateBias + units;
    outputBias = toOutput + outputs * units;
    weights = new float[outputBias + outputs];
  }

  /// Small random weights; units that forget at different speeds; outputs that say "seldom".
  static Gru random(Gated.Shape shape, int units, long seed) {
    Gru gru = new Gru(shape, units);
    SplittableRandom random = new SplittableRandom(seed);
    fill(gru, random, 0, gru.fromState, Math.sqrt(1.0 / shape.inputs()));
    fill(gru, random, gru.fromState, gru.bias, Math.sqrt(1.0 / units));
    fill(gru, random, gru.toOutput, gru.outputBias, Math.sqrt(1.0 / units));
    for (int i = 0; i < units; i++) {
      gru.weights[gru.bias + i] = 4f * i / units;
    }
    Arrays.fill(gru.weights, gru.outputBias, gru.outputBias + shape.single(), -3);
    return gru;
  }

  private static void fill(Gru gru, SplittableRandom random, int from, int to, double scale) {
    for (int i = from; i < to; i++) {
      gru.weights[i] = (float) ((2 * random.nextDouble() - 1) * scale);
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeShort(units);
    for (float weight : weights) {
      out.writeFloat(weight);
    }
  }
}
