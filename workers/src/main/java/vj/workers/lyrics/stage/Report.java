package vj.workers.lyrics.stage;

import java.nio.file.Path;
import java.util.Optional;
import vj.workers.lyrics.stage.Stage.Current;

/// What is on the air, as of the stage's last turn.
///
/// @param clock empty until somebody has said where the song is
/// @param hasLyrics empty until it is known
/// @param image on the air
public record Report(
    Optional<Current> current,
    Optional<PositionClock> clock,
    Optional<Boolean> hasLyrics,
    Line line,
    Mood mood,
    Optional<Path> image) {

  static final Report NOTHING =
      new Report(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Line.NONE,
          Mood.UNKNOWN,
          Optional.empty());

  /// The active line.
  ///
  /// @param index −1: none
  /// @param of how many lines there are
  public record Line(int index, String text, int of) {
    static final Line NONE = new Line(-1, "", 0);
  }
}
