package vj.workers.lyrics.stage;

import java.nio.file.Path;

/// Something that was found out about the song that plays.
public sealed interface Finding {

  /// @param sent called on the stage's thread once all of it has been sent
  record Words(Sheet sheet, Runnable sent) implements Finding {}

  /// There are none that could be shown.
  record NoWords() implements Finding {}

  record Felt(Mood mood) implements Finding {}

  record Pictured(Path image) implements Finding {}
}
