package vj.bench.accuracy.corpus;

import java.util.List;

/// The key of a track, and which chord stands in which bar.
///
/// @param key of the bass, in MIDI numbers
/// @param scale semitones above the key
/// @param roots degrees of the scale, one chord each
/// @param barsPerChord how long each lasts
record Harmony(int key, List<Integer> scale, List<Integer> roots, int barsPerChord) {

  private static final List<List<Integer>> SCALES =
      List.of(
          List.of(0, 2, 3, 5, 7, 8, 10),
          List.of(0, 2, 3, 5, 7, 8, 10),
          List.of(0, 2, 3, 5, 7, 9, 10),
          List.of(0, 1, 3, 5, 7, 8, 10),
          List.of(0, 2, 4, 5, 7, 9, 11));

  private static final List<List<Integer>> ROOTS =
      List.of(
          List.of(0),
          List.of(0, 5, 2, 6),
          List.of(0, 3, 4, 3),
          List.of(0, 6, 5, 6),
          List.of(5, 6, 0, 0),
          List.of(0, 0, 3, 4),
          List.of(3, 0, 4, 5),
          List.of(0, 2));

  /// Chord notes in degrees above the root: what the digits of a pattern mean.
  private static final int[] TONES = {0, 2, 4, 7, 9, 11, 14, 16, 18, 21};

  static Harmony drawn(Dice dice) {
    return new Harmony(dice.whole(28, 39), dice.of(SCALES), dice.of(ROOTS), dice.among(1, 1, 2, 4));
  }

  /// Hertz.
  ///
  /// @param tone 0 root, 1 third, 2 fifth, 3 octave, ...
  /// @param octave above the bass
  double pitch(int bar, int tone, int octave) {
    int degree = roots.get(bar / barsPerChord % roots.size()) + TONES[tone];
    int note = key + 12 * (octave + degree / scale.size()) + scale.get(degree % scale.size());
    return 440 * Math.pow(2, (note - 69) / 12.0);
  }
}
