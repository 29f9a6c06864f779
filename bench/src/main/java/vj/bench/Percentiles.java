package vj.bench;

import java.util.Arrays;
import java.util.Locale;

/// Durations of one measurement, in nanoseconds, and their order statistics (nearest rank).
final class Percentiles {

  private final long[] sorted;

  Percentiles(long[] nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  /// @param percent 0..100
  double millis(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "n %d  p50 %.3f ms  p90 %.3f ms  p99 %.3f ms  max %.3f ms",
        sorted.length,
        millis(50),
        millis(90),
        millis(99),
        millis(100));
  }
}
