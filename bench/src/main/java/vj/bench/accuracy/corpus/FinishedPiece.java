package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A piece of the corpus: how it sounds, and what is known of it.
record FinishedPiece(Sound sound, NotatedTruth truth) {

  /// Writes `ID.wav`, then `ID.json`, each whole or not at all: where the latter is, the piece is
  /// done.
  void write(Path folder) throws IOException {
    String id = truth.origin().id();
    Path part = folder.resolve(id + ".part");
    sound.write(part);
    Files.move(part, folder.resolve(id + ".wav"), StandardCopyOption.ATOMIC_MOVE);
    Files.writeString(part, truth.json());
    Files.move(part, folder.resolve(id + ".json"), StandardCopyOption.ATOMIC_MOVE);
  }

  static boolean isThere(Path folder, String id) {
    return Files.exists(folder.resolve(id + ".json"));
  }
}
