package vj.bench.accuracy.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A truth or a prediction file: what happens when, under the keys that bench/accuracy/README.md
/// lists. Times are in seconds.
record Sheet(Map<String, Object> keys) {

  static Sheet read(Path file) throws IOException {
    try {
      return of(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  static Sheet of(String json) {
    return new Sheet(JsonText.object(json));
  }

  boolean has(String key) {
    return keys.containsKey(key);
  }

  String text(String key) {
    return keys.get(key) instanceof String text ? text : "";
  }

  /// 0 where there is none.
  double number(String key) {
    return keys.get(key) instanceof Double number ? number : 0;
  }

  /// Ascending; empty where there are none.
  double[] times(String key) {
    double[] times = list(key).stream().mapToDouble(Sheet::number).toArray();
    Arrays.sort(times);
    return times;
  }

  /// In the order of their times; empty where there are none.
  Curve curve(String key) {
    return Curve.of(pairs(key));
  }

  double[][] pairs(String key) {
    return list(key).stream().map(Sheet::pair).toArray(double[][]::new);
  }

  private List<?> list(String key) {
    return keys.get(key) instanceof List<?> list ? list : List.of();
  }

  private static double[] pair(Object value) {
    if (value instanceof List<?> list && list.size() == 2) {
      return new double[] {number(list.get(0)), number(list.get(1))};
    }
    throw new IllegalArgumentException("not a pair: " + value);
  }

  private static double number(Object value) {
    if (value instanceof Double number) {
      return number;
    }
    throw new IllegalArgumentException("not a number: " + value);
  }
}
