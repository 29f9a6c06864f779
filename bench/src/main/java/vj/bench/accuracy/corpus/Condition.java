package vj.bench.accuracy.corpus;

import java.util.Locale;

/// What a piece has been through before it reaches us.
enum Condition {
  CLEAN,
  /// 34 to 42 dB down.
  QUIET,
  /// Pink noise, 6 to 12 dB below the music.
  NOISE,
  /// Reverberation and a small loudspeaker.
  ROOM,
  /// Heard through a wall: nothing above 500 to 900 Hz.
  LOWPASS,
  /// Of the mains, and a little direct current.
  HUM,
  CLIPPED,
  /// 5 to 8 s of silence.
  DROPOUT,
  /// The tempo moves slowly over the middle half.
  RAMP,
  /// Another tempo from one bar to the next.
  TEMPOSTEP,
  /// Another track, off the beat of the one before.
  DJCUT;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
