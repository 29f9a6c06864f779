package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.nio.file.Path;

/// A piece of the corpus: how it sounds, and what is known of it.
record FinishedPiece(Sound sound, NotatedTruth truth) {

  void write(Path folder) throws IOException {
    new PieceFiles(folder, truth.origin().id()).write(sound.wav(), truth.json());
  }
}
