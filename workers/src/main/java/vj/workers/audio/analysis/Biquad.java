package vj.workers.audio.analysis;

/// One second-order section of a Butterworth filter, in double precision: at 20 Hz its poles sit so
/// close to the unit circle that float would hum.
final class Biquad {

  private final double b0;
  private final double b1;
  private final double b2;
  private final double a1;
  private final double a2;
  private double s1;
  private double s2;

  private Biquad(double b0, double b1, double b2, double a1, double a2) {
    this.b0 = b0;
    this.b1 = b1;
    this.b2 = b2;
    this.a1 = a1;
    this.a2 = a2;
  }

  /// @param q quality of this section; those of a Butterworth cascade are given by [#butterworthQ]
  static Biquad lowPass(double hz, double rate, double q) {
    double w = 2 * Math.PI * hz / rate;
    double alpha = Math.sin(w) / (2 * q);
    double a0 = 1 + alpha;
    double c = Math.cos(w);
    return new Biquad(
        (1 - c) / 2 / a0, (1 - c) / a0, (1 - c) / 2 / a0, -2 * c / a0, (1 - alpha) / a0);
  }

  static Biquad highPass(double hz, double rate, double q) {
    double w = 2 * Math.PI * hz / rate;
    double alpha = Math.sin(w) / (2 * q);
    double a0 = 1 + alpha;
    double c = Math.cos(w);
    return new Biquad(
        (1 + c) / 2 / a0, -(1 + c) / a0, (1 + c) / 2 / a0, -2 * c / a0, (1 - alpha) / a0);
  }

  /// @param section 0 .. sections−1
  static double butterworthQ(int section, int sections) {
    return 1 / (2 * Math.cos(Math.PI * (2 * section + 1) / (4.0 * sections)));
  }

  double step(double x) {
    double y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    return y;
  }

  /// Ends a decay that would otherwise run into denormal numbers, which cost a hundred times more.
  void settle() {
    if (Math.abs(s1) < 1e-18) {
      s1 = 0;
    }
    if (Math.abs(s2) < 1e-18) {
      s2 = 0;
    }
  }
}
