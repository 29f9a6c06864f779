package vj.bench.accuracy.corpus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// A finished piece: its sound and its truth.
record Work(Piece piece, Tape tape, Truth truth) {

  private static final AudioFormat FORMAT = new AudioFormat(Tape.RATE, 16, 1, true, false);

  /// Writes ID.wav, then ID.json, each whole or not at all: a piece whose truth is there is done.
  void write(Path folder) throws IOException {
    Path part = folder.resolve(piece.id() + ".part");
    byte[] pcm = pcm();
    try (AudioInputStream sound =
        new AudioInputStream(new ByteArrayInputStream(pcm), FORMAT, pcm.length / 2)) {
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, part.toFile());
    }
    Files.move(part, folder.resolve(piece.id() + ".wav"), StandardCopyOption.ATOMIC_MOVE);
    Files.writeString(part, truth.json(piece, tape.seconds()));
    Files.move(part, truthFile(folder, piece), StandardCopyOption.ATOMIC_MOVE);
  }

  static Path truthFile(Path folder, Piece piece) {
    return folder.resolve(piece.id() + ".json");
  }

  private byte[] pcm() {
    ByteBuffer pcm = ByteBuffer.allocate(2 * tape.samples().length).order(ByteOrder.LITTLE_ENDIAN);
    for (double x : tape.samples()) {
      pcm.putShort((short) Math.clamp(Math.round(32767 * x), Short.MIN_VALUE, Short.MAX_VALUE));
    }
    return pcm.array();
  }
}
