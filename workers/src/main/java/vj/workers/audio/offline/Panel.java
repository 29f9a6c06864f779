package vj.workers.audio.offline;

/// A strip of a plot, all of its width.
record Panel(double top, double height) {

  double bottom() {
    return top + height;
  }

  /// Of a value 0..1.
  double y(double value) {
    return bottom() - value * height;
  }
}
