package vj.bench.accuracy.corpus;

/// Two-pole state-variable filter in the trapezoidal form (Zavalishin, "The Art of VA Filter
/// Design"), which stays stable while its frequency moves.
final class Filter {

  enum Kind {
    LOW,
    BAND,
    HIGH
  }

  private final Kind kind;
  private double g;
  private double damping;
  private double norm;
  private double low;
  private double band;

  /// @param resonance 0.5 none .. 12 whistling
  Filter(Kind kind, double hz, double resonance) {
    this.kind = kind;
    tune(hz, resonance);
  }

  static double[] filtered(double[] sound, Kind kind, double hz) {
    double[] out = sound.clone();
    new Filter(kind, hz, 0.7071).run(out);
    return out;
  }

  void run(double[] sound) {
    for (int i = 0; i < sound.length; i++) {
      sound[i] = next(sound[i]);
    }
  }

  void tune(double hz, double resonance) {
    g = Math.tan(Math.PI * Math.clamp(hz, 5, 0.45 * Tape.RATE) / Tape.RATE);
    damping = 1 / resonance;
    norm = 1 / (1 + g * (g + damping));
  }

  double next(double x) {
    double high = (x - (g + damping) * band - low) * norm;
    double middle = g * high + band;
    double bottom = g * middle + low;
    band = g * high + middle;
    low = g * middle + bottom;
    return switch (kind) {
      case LOW -> bottom;
      case BAND -> middle * damping;
      case HIGH -> high;
    };
  }
}
