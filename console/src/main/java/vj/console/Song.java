package vj.console;

/// What is playing and being sung at one moment, as the monitors' and the lyrics worker's OSC say
/// it. Immutable; what is unknown is empty.
///
/// @param position seconds
/// @param duration seconds; 0 while unknown
/// @param line being sung
/// @param next the line after it
/// @param refrain whether the line belongs to the refrain
record Song(
    String source,
    String artist,
    String title,
    double position,
    double duration,
    boolean playing,
    String line,
    String next,
    boolean refrain,
    String keywords,
    String mood) {

  static final Song NONE = new Song("", "", "", 0, 0, false, "", "", false, "", "");

  boolean known() {
    return !this.equals(NONE);
  }
}
