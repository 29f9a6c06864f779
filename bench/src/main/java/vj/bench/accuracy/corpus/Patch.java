package vj.bench.accuracy.corpus;

/// The settings of a subtractive synthesiser: what one sound of a band is.
///
/// @param drive 0 clean .. 4 growling
/// @param wobble movements of the filter per beat; 0 for none
record Patch(Source source, Sweep sweep, Envelope envelope, double drive, double wobble) {

  /// What goes into the filter: shares of three waves, played by `voices` oscillators that stand
  /// `detune` cents apart.
  ///
  /// @param fm how far a sine at `fmRatio` times the pitch bends the sine, in radians
  record Source(
      double saw,
      double square,
      double sine,
      double fm,
      double fmRatio,
      int voices,
      double detune) {

    static Source of(double saw, double square, double sine) {
      return new Source(saw, square, sine, 0, 1, 1, 0);
    }

    Source wide(int voices, double detune) {
      return new Source(saw, square, sine, fm, fmRatio, voices, detune);
    }

    Source bent(double fm, double fmRatio) {
      return new Source(saw, square, sine, fm, fmRatio, voices, detune);
    }
  }

  /// A low-pass that opens by `octaves` at the beginning of a note and closes again.
  record Sweep(double hz, double octaves, double seconds, double resonance) {}

  /// Seconds, and the level that a held note settles at.
  record Envelope(double attack, double decay, double sustain, double release) {}

  /// The sounds that styles.txt may name, each drawn anew for every piece.
  static Patch drawn(String sound, Dice d) {
    return switch (sound) {
      case "sub" -> plain(Source.of(0, 0, 1), 400, held(d)).driven(d.between(0, 1.5));
      case "pluck" -> plucked(Source.of(1, d.unit(), 0), d.between(250, 700), d);
      case "square" -> plucked(Source.of(0, 1, 0.3), d.between(300, 900), d);
      case "reese" ->
          plain(Source.of(1, 0, 0.4).wide(3, d.between(12, 35)), d.between(300, 1100), held(d));
      case "wobble" ->
          new Patch(
              Source.of(1, d.unit(), 0.5),
              new Sweep(d.between(120, 250), d.between(2.5, 4), 1, d.between(1, 3)),
              new Envelope(0.01, 2, 0.9, 0.05),
              d.between(0.5, 3),
              d.among(0.5, 1.0, 1.5, 2.0, 3.0));
      case "growl" ->
          plain(Source.of(0.5, 0, 1).bent(d.between(1, 4), d.among(0.5, 1.0, 2.0)), 2500, held(d))
              .driven(d.between(1, 4));
      case "acid" ->
          new Patch(
              Source.of(d.chance(0.7) ? 1 : 0, 0.6, 0),
              new Sweep(d.between(250, 700), d.between(1.5, 3), d.between(0.06, 0.15), 5),
              new Envelope(0.003, 0.15, 0.3, 0.02),
              d.between(0.5, 2),
              0);
      case "log" -> plain(Source.of(0.1, 0, 1).bent(0.6, 1), 900, struck(d, 0.1, 0.2));
      case "stab" -> plucked(Source.of(1, 0, 0).wide(2, d.between(6, 20)), d.between(700, 1800), d);
      case "organ" -> plain(Source.of(0, 0.5, 1), d.between(1500, 3000), held(d));
      case "keys" ->
          plain(
              Source.of(0, 0, 1).bent(d.between(0.5, 2), d.among(1.0, 2.0, 7.0)),
              5000,
              struck(d, 0.2, 0.6));
      case "bell" ->
          plain(
              Source.of(0, 0, 1).bent(d.between(1, 3), d.among(1.4, 2.76, 3.5)),
              9000,
              struck(d, 0.2, 0.5));
      case "saw" ->
          plain(
              Source.of(1, 0, 0).wide(d.whole(3, 5), d.between(8, 22)),
              d.between(3000, 8000),
              held(d));
      case "pad" ->
          plain(
              Source.of(1, 0.3 * d.unit(), 0).wide(2, d.between(5, 14)),
              d.between(600, 2500),
              new Envelope(d.between(0.15, 0.5), 2, 0.8, 0.3));
      default -> throw new IllegalArgumentException("unknown sound: " + sound);
    };
  }

  private static Patch plain(Source source, double cutoff, Envelope envelope) {
    return new Patch(source, new Sweep(cutoff, 0, 1, 0.7), envelope, 0, 0);
  }

  private static Patch plucked(Source source, double cutoff, Dice d) {
    Sweep sweep = new Sweep(cutoff, d.between(1, 3), d.between(0.04, 0.15), d.between(0.7, 2.5));
    return new Patch(source, sweep, struck(d, 0.08, 0.3), d.between(0, 0.8), 0);
  }

  private static Envelope held(Dice d) {
    return new Envelope(d.between(0.003, 0.01), d.between(0.3, 1), d.between(0.5, 0.9), 0.05);
  }

  private static Envelope struck(Dice d, double low, double high) {
    return new Envelope(d.between(0.002, 0.005), d.between(low, high), d.between(0, 0.35), 0.05);
  }

  private Patch driven(double drive) {
    return new Patch(source, sweep, envelope, drive, wobble);
  }
}
