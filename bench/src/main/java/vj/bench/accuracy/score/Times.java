package vj.bench.accuracy.score;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Work on ascending arrays of seconds.
final class Times {

  /// What is sent before counts for nothing: no one can know yet.
  static final double LISTENED_SECONDS = 5;

  private Times() {}

  static double[] from(double[] times, double start) {
    return Arrays.stream(times).filter(time -> time >= start).toArray();
  }

  static double[] upTo(double[] times, double end) {
    return Arrays.stream(times).filter(time -> time <= end).toArray();
  }

  /// @param stretches from and to, both themselves taken out
  static double[] outside(double[] times, double[][] stretches) {
    return Arrays.stream(times)
        .filter(t -> Arrays.stream(stretches).noneMatch(s -> t >= s[0] && t <= s[1]))
        .toArray();
  }

  /// start, start + step, ... below end
  static double[] every(double step, double start, double end) {
    int count = (int) Math.max(0, Math.ceil((end - start) / step));
    return IntStream.range(0, count).mapToDouble(i -> start + i * step).toArray();
  }

  /// Not empty.
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
