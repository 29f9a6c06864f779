package vj.workers.audio.analysis;

/// A row of numbers per hop, summed over the newest 1, 2, 4, 8 and 16 hops: each sum is two of the
/// sum before, so nothing is ever subtracted and a loud past leaves no error behind.
final class DoublingSums {

  /// Sums over one hop and over 2, 4, 8 and 16.
  static final int SPANS = 5;

  private final float[][][] rows = new float[SPANS][][];
  private int hops;

  DoublingSums(int length) {
    for (int span = 0; span < SPANS; span++) {
      rows[span] = new float[1 + (1 << span)][length];
    }
  }

  /// The row of a new hop, to be filled before [#sum]; it holds old numbers.
  float[] begin() {
    hops++;
    return over(0);
  }

  /// The row before that of [#begin].
  float[] previous() {
    return row(0, 1);
  }

  void sum() {
    for (int span = 1; span < SPANS; span++) {
      add(row(span - 1, 0), row(span - 1, 1 << (span - 1)), row(span, 0));
    }
  }

  private static void add(float[] a, float[] b, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + b[i];
    }
  }

  private float[] row(int span, int hopsAgo) {
    float[][] ring = rows[span];
    return ring[Math.floorMod(hops - hopsAgo, ring.length)];
  }

  /// Live view of the sums over the newest `1 << span` hops.
  float[] over(int span) {
    return row(span, 0);
  }
}
