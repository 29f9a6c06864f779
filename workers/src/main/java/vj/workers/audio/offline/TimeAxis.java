package vj.workers.audio.offline;

/// Where in a plot a moment lies.
///
/// @param seconds from the left edge to the right
record TimeAxis(double seconds) {

  static final double LEFT = 96;
  static final double RIGHT = 1570;

  /// Between two labels that can both be read.
  static final double LABEL = 76;

  private static final double[] STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600};

  double x(double at) {
    return LEFT + (RIGHT - LEFT) * Math.min(1, at / seconds);
  }

  /// Seconds between two labels.
  double step() {
    for (double step : STEPS) {
      if (seconds / step <= (RIGHT - LEFT) / LABEL) {
        return step;
      }
    }
    return STEPS[STEPS.length - 1];
  }
}
