package vj.bench.accuracy.corpus;

/// The drums that a style may ask for, by the names used in styles.txt.
enum Drum {
  KICK(1.0),
  SNARE(0.8),
  CLAP(0.7),
  RIM(0.4),
  CLOSED(0.3),
  OPEN(0.32),
  SHAKER(0.35),
  RIDE(0.25),
  CONGA(0.4),
  BONGO(0.35),
  COWBELL(0.3),
  TOM(0.55);

  private final double gain;

  Drum(double gain) {
    this.gain = gain;
  }

  /// How loud it stands in the mix, before the engineer's mood.
  double gain() {
    return gain;
  }

  /// Hats and shakers: what may run on where the kick pauses.
  boolean light() {
    return this == CLOSED || this == OPEN || this == SHAKER || this == RIDE;
  }
}
