package vj.console;

import java.util.Collections;
import java.util.List;

/// What the music does at one moment, as the audio worker's OSC says it. Immutable.
///
/// @param levels sub_bass to air and rms, each 0..1
/// @param bpm 0 while unknown
/// @param beatInBar 0..3
/// @param beatNanos when the last beat was; 0 for never
/// @param energy trend, -1..1
/// @param onsetNanos when the last onset was: low, mid, high; 0 for never
/// @param alive whether samples arrive
/// @param framesPerSecond as received
/// @param arriving whether a frame came within the last second; if not, all else is 0
record Music(
    List<Float> levels,
    float bpm,
    float confidence,
    int beatInBar,
    long beatNanos,
    boolean buildUp,
    boolean drop,
    float energy,
    float brightness,
    List<Long> onsetNanos,
    boolean alive,
    float framesPerSecond,
    boolean arriving) {

  static final List<String> BANDS =
      List.of("sub bass", "bass", "low mid", "mid", "high mid", "presence", "air", "rms");

  static final int RMS = 7;

  /// What there is to show while no frames come.
  static final Music NOTHING =
      new Music(
          Collections.nCopies(BANDS.size(), 0f),
          0,
          0,
          0,
          0,
          false,
          false,
          0,
          0,
          List.of(0L, 0L, 0L),
          false,
          0,
          false);

  Music {
    levels = List.copyOf(levels);
    onsetNanos = List.copyOf(onsetNanos);
  }
}
