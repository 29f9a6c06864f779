package vj.bench.accuracy.score;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// What a piece, or the mean of many, got in each measure that applies to it.
record Marks(Map<Measure, Double> values) {

  Marks() {
    this(new EnumMap<>(Measure.class));
  }

  void put(Measure measure, double value) {
    values.put(measure, value);
  }

  void put(Measure measure, boolean right) {
    put(measure, right ? 1 : 0);
  }

  OptionalDouble of(Measure measure) {
    Double value = values.get(measure);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /// Of each measure over the pieces that have it.
  static Marks mean(List<Marks> pieces) {
    Marks mean = new Marks();
    for (Measure measure : Measure.values()) {
      pieces.stream()
          .flatMapToDouble(marks -> marks.of(measure).stream())
          .average()
          .ifPresent(value -> mean.put(measure, value));
    }
    return mean;
  }
}
