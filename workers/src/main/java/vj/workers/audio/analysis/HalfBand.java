package vj.workers.audio.analysis;

/// Halves a sample rate: a linear-phase half-band filter (every other tap is zero), then every
/// second sample. The lower 80 % of the new band pass unchanged.
final class HalfBand {

  /// Taps on either side of the middle one; 15 samples of delay are 0.3 ms at 44.1 kHz.
  private static final int SIDE = 15;

  /// The taps at odd distances 1, 3, 5, ... from the middle.
  private final float[] taps = new float[(SIDE + 1) / 2];

  private final float[] work;

  HalfBand(int longestBlock) {
    work = new float[2 * SIDE + longestBlock];
    double sum = 0;
    for (int i = 0; i < taps.length; i++) {
      int d = 2 * i + 1;
      double x = (double) d / (SIDE + 1);
      double window = 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);
      taps[i] = (float) (Math.sin(Math.PI * d / 2) / (Math.PI * d) * window);
      sum += 2 * taps[i];
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] *= (float) (0.5 / sum);
    }
  }

  /// @param count an even number of samples
  /// @return how many samples were written to `out`: half of them
  int halve(float[] in, int count, float[] out) {
    System.arraycopy(in, 0, work, 2 * SIDE, count);
    for (int i = 0; i < count; i += 2) {
      int middle = i + SIDE;
      float sum = 0.5f * work[middle];
      for (int k = 0, d = 1; k < taps.length; k++, d += 2) {
        sum += taps[k] * (work[middle - d] + work[middle + d]);
      }
      out[i / 2] = sum;
    }
    System.arraycopy(work, count, work, 0, 2 * SIDE);
    return count / 2;
  }
}
