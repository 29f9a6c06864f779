package vj.bench.accuracy.score;

import java.util.Arrays;

/// Values over time, each holding until the next.
record Curve(double[] times, double[] values) {

  static Curve of(double[][] points) {
    double[][] sorted = points.clone();
    Arrays.sort(sorted, (a, b) -> Double.compare(a[0], b[0]));
    return new Curve(
        Arrays.stream(sorted).mapToDouble(point -> point[0]).toArray(),
        Arrays.stream(sorted).mapToDouble(point -> point[1]).toArray());
  }

  boolean empty() {
    return times.length == 0;
  }

  double start() {
    return times[0];
  }

  /// 0 before the first point.
  double at(double time) {
    int i = after(time) - 1;
    return i < 0 ? 0 : values[i];
  }

  /// The value of the point nearest to `time`, 0 if there is none within `reach`. Of two equally
  /// near the earlier.
  double nearest(double time, double reach) {
    int right = Math.clamp(notBefore(time), 1, times.length - 1);
    boolean left = Math.abs(times[right - 1] - time) <= Math.abs(times[right] - time);
    int i = left ? right - 1 : right;
    return Math.abs(times[i] - time) <= reach ? values[i] : 0;
  }

  /// The same values, that much sooner.
  Curve sooner(double seconds) {
    return new Curve(Arrays.stream(times).map(time -> time - seconds).toArray(), values);
  }

  private int after(double time) {
    int i = notBefore(time);
    while (i < times.length && times[i] == time) {
      i++;
    }
    return i;
  }

  /// Index of the first point at or after `time`.
  private int notBefore(double time) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
