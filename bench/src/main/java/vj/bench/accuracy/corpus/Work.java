package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.nio.file.Path;

/// A finished piece: its sound and its truth.
record Work(Piece piece, Tape tape, Truth truth) {

  void write(Path folder) throws IOException {
    new PieceFiles(folder, piece.id()).write(tape.wav(), truth.json(piece, tape.seconds()));
  }
}
