package vj.bench.accuracy.corpus;

import java.util.List;
import java.util.Locale;

/// A piece whose pitch is known: one voice, alone or in company.
///
/// @param low lowest note, in MIDI numbers
/// @param vibrato cents to either side
record PitchTask(Kind kind, Wave wave, int low, int high, double vibrato) {

  enum Kind {
    /// Notes, each on its own.
    TONE,
    VIBRATO,
    /// Notes under noise 6 to 20 dB below them.
    NOISY,
    /// One note that wanders.
    GLIDE,
    /// Vowels that are sung: with a scoop into the note, vibrato after a while, breath.
    VOICE,
    /// A melody over drums.
    POLY
  }

  static final List<PitchTask> MEASURED =
      List.of(
          new PitchTask(Kind.TONE, Wave.SINE, 41, 86, 0),
          new PitchTask(Kind.TONE, Wave.SAW, 34, 58, 0),
          new PitchTask(Kind.TONE, Wave.SAW, 59, 85, 0),
          new PitchTask(Kind.TONE, Wave.SQUARE, 44, 77, 0),
          new PitchTask(Kind.TONE, Wave.TRIANGLE, 54, 89, 0),
          new PitchTask(Kind.TONE, Wave.PULSE, 29, 50, 0),
          new PitchTask(Kind.TONE, Wave.NO_FUNDAMENTAL, 39, 58, 0),
          new PitchTask(Kind.TONE, Wave.WEAK_FUNDAMENTAL, 44, 66, 0),
          new PitchTask(Kind.VIBRATO, Wave.SAW, 47, 71, 40),
          new PitchTask(Kind.VIBRATO, Wave.TRIANGLE, 60, 83, 80),
          new PitchTask(Kind.NOISY, Wave.SAW, 47, 75, 0),
          new PitchTask(Kind.NOISY, Wave.TRIANGLE, 50, 77, 0),
          new PitchTask(Kind.NOISY, Wave.WEAK_FUNDAMENTAL, 48, 76, 0),
          new PitchTask(Kind.GLIDE, Wave.SINE, 41, 84, 0),
          new PitchTask(Kind.GLIDE, Wave.SAW, 40, 82, 0),
          new PitchTask(Kind.VOICE, Wave.VOICE, 43, 60, 35),
          new PitchTask(Kind.VOICE, Wave.VOICE, 55, 77, 35),
          new PitchTask(Kind.POLY, Wave.SAW, 60, 79, 20),
          new PitchTask(Kind.POLY, Wave.WEAK_FUNDAMENTAL, 61, 80, 20));

  Piece piece() {
    Condition condition = kind == Kind.NOISY ? Condition.NOISE : Condition.CLEAN;
    String sound = wave.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Piece("pitch", style(), condition, sound + low, 0);
  }

  private String style() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
