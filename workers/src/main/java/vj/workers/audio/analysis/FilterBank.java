package vj.workers.audio.analysis;

/// Overlapping triangular bands over the bins of a spectrum: as narrow as the bins at the bottom, a
/// constant part of an octave above.
final class FilterBank {

  private static final double LOWEST_HZ = 30;
  private static final double HIGHEST_HZ = 17000;
  private static final double BANDS_PER_OCTAVE = 6;

  private final int[] from;
  private final float[][] weights;
  private final float[] centres;

  /// @param size of the transform
  FilterBank(int size, double rate) {
    double bin = rate / size;
    int last = (int) Math.min(size / 2 - 1, HIGHEST_HZ / bin);
    int[] edges = new int[size];
    int n = 0;
    double hz = Math.max(LOWEST_HZ, bin);
    for (int k = 0; k <= last; ) {
      edges[n++] = k;
      k = Math.max(k + 1, (int) Math.round(hz / bin));
      hz = Math.max(hz * Math.pow(2, 1 / BANDS_PER_OCTAVE), (k + 1) * bin);
    }
    from = new int[n - 2];
    weights = new float[n - 2][];
    centres = new float[n - 2];
    for (int b = 0; b < n - 2; b++) {
      from[b] = edges[b] + 1;
      weights[b] = triangle(edges[b], edges[b + 1], edges[b + 2]);
      centres[b] = (float) (edges[b + 1] * bin);
    }
  }

  private static float[] triangle(int left, int middle, int right) {
    float[] weights = new float[right - left - 1];
    for (int i = 0; i < weights.length; i++) {
      int k = left + 1 + i;
      weights[i] =
          k <= middle
              ? (float) (k - left) / (middle - left)
              : (float) (right - k) / (right - middle);
    }
    return weights;
  }

  int bands() {
    return from.length;
  }

  float centreHz(int band) {
    return centres[band];
  }

  /// @param out one power per band
  void apply(float[] power, float[] out) {
    for (int b = 0; b < from.length; b++) {
      float[] w = weights[b];
      int k = from[b];
      float sum = 0;
      for (float weight : w) {
        sum += weight * power[k++];
      }
      out[b] = sum;
    }
  }
}
