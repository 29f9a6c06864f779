package vj.bench.accuracy.corpus;

import java.util.Arrays;

/// A room: eight echoes that feed each other and grow dull (Jot's feedback delay network with a
/// Householder matrix).
final class Reverb {

  private static final int[] LENGTHS = {1031, 1327, 1523, 1801, 2053, 2311, 2633, 2927};

  private final double[][] lines = new double[LENGTHS.length][];
  private final double[] gains = new double[LENGTHS.length];
  private final double[] dulled = new double[LENGTHS.length];
  private final int[] places = new int[LENGTHS.length];
  private final double brightness;

  /// @param seconds until it is 60 dB down
  /// @param size 0.5 a booth .. 2 a hall
  Reverb(double seconds, double size, double brightness) {
    this.brightness = brightness;
    for (int k = 0; k < LENGTHS.length; k++) {
      lines[k] = new double[(int) (LENGTHS[k] * size)];
      gains[k] = Math.pow(10, -3.0 * lines[k].length / Tape.RATE / seconds);
    }
  }

  /// Adds the room to a sound.
  void addTo(double[] sound, double wet) {
    double[] out = new double[LENGTHS.length];
    for (int i = 0; i < sound.length; i++) {
      double sum = 0;
      for (int k = 0; k < out.length; k++) {
        dulled[k] += brightness * (lines[k][places[k]] - dulled[k]);
        out[k] = dulled[k];
        sum += out[k];
      }
      double dry = sound[i];
      for (int k = 0; k < out.length; k++) {
        lines[k][places[k]] = dry + gains[k] * (out[k] - sum / 4);
        places[k] = places[k] + 1 == lines[k].length ? 0 : places[k] + 1;
      }
      sound[i] = dry + wet * sum;
    }
    Arrays.fill(dulled, 0);
  }
}
