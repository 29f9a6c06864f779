package vj.workers.audio.analysis;

/// Halves a sample rate: a linear-phase half-band filter (every other tap is zero), then every
/// second sample. The lower 80 % of the new band pass unchanged.
final class HalfBand {

  /// Taps on either side of the middle one; 15 samples of delay are 0.3 ms at 44.1 kHz.
  private static final int SIDE = 15;

  /// The taps at odd distances 1, 3, 5, ... from the middle.
  private final float[] taps = new float[(SIDE + 1) / 2];

  /// Samples at even and at odd places, the last [#SIDE] of the block before in front.
  private final float[] even;

  private final float[] odd;

  HalfBand(int longestBlock) {
    even = new float[SIDE + longestBlock / 2];
    odd = new float[SIDE + longestBlock / 2];
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
    int half = count / 2;
    for (int i = 0; i < half; i++) {
      even[SIDE + i] = in[2 * i];
      odd[SIDE + i] = in[2 * i + 1];
    }
    int middle = SIDE / 2;
    for (int i = 0; i < half; i++) {
      out[i] = 0.5f * odd[middle + i];
    }
    for (int k = 0; k < taps.length; k++) {
      addPair(taps[k], middle - k, middle + 1 + k, out, half);
    }
    System.arraycopy(even, half, even, 0, SIDE);
    System.arraycopy(odd, half, odd, 0, SIDE);
    return half;
  }

  /// One tap for the whole block at a time: a loop that the compiler turns into vectors.
  private void addPair(float tap, int before, int after, float[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] += tap * (even[before + i] + even[after + i]);
    }
  }
}
