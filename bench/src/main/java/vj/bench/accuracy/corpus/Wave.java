package vj.bench.accuracy.corpus;

/// The steady sounds of tones whose pitch is asked for, by the strengths of their partials.
enum Wave {
  SINE(1),
  SAW(40),
  SQUARE(40),
  TRIANGLE(30),
  PULSE(18),
  /// Only the third to the eighth partial sound; the ear adds the rest.
  NO_FUNDAMENTAL(8),
  /// The octave is four times as strong.
  WEAK_FUNDAMENTAL(6),
  /// Formed by a mouth.
  VOICE(40);

  private final int partials;

  Wave(int partials) {
    this.partials = partials;
  }

  int partials() {
    return partials;
  }

  /// @param partial 1 is the fundamental
  double strength(int partial) {
    boolean odd = partial % 2 == 1;
    return switch (this) {
      case SINE -> 1;
      case SAW, VOICE -> 1.0 / partial;
      case SQUARE -> odd ? 1.0 / partial : 0;
      case TRIANGLE -> odd ? (partial % 4 == 1 ? 1.0 : -1.0) / (partial * partial) : 0;
      case PULSE -> 1;
      case NO_FUNDAMENTAL -> partial < 3 ? 0 : 1.2 - 0.1 * partial;
      case WEAK_FUNDAMENTAL -> partial == 1 ? 0.25 : 2.0 / partial;
    };
  }
}
