package vj.bench.accuracy.corpus;

/// A stretch of a performance, in its seconds.
record Span(double from, double to) {

  Span {
    if (!(from >= 0 && to > from)) {
      throw new IllegalArgumentException("a span from %f to %f s".formatted(from, to));
    }
  }

  double length() {
    return to - from;
  }

  boolean contains(double second) {
    return second >= from && second < to;
  }
}
