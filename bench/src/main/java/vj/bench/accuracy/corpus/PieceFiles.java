package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// The two files of a finished piece, `ID.wav` and `ID.json`, each there whole or not at all. The
/// truth comes last: where it is, the piece is done.
final class PieceFiles {

  private static final int HEADER_BYTES = 44;

  private static final Set<StandardOpenOption> ANEW =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);

  private final Path folder;
  private final String id;

  PieceFiles(Path folder, String id) {
    this.folder = folder;
    this.id = id;
  }

  boolean areThere() {
    return Files.exists(truth());
  }

  /// @param sound see [#wav]
  void write(ByteBuffer sound, String truth) throws IOException {
    Path part = folder.resolve(id + ".part");
    try (FileChannel out = FileChannel.open(part, ANEW)) {
      sound.flip();
      while (sound.hasRemaining()) {
        out.write(sound);
      }
    }
    Files.move(part, folder.resolve(id + ".wav"), StandardCopyOption.ATOMIC_MOVE);
    Files.writeString(part, truth);
    Files.move(part, truth(), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path truth() {
    return folder.resolve(id + ".json");
  }

  /// The header of a WAV file of one channel of 16 bits at the corpus' rate, with room for its
  /// samples behind it.
  static ByteBuffer wav(int samples) {
    int bytes = Short.BYTES * samples;
    ByteBuffer wav = ByteBuffer.allocate(HEADER_BYTES + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + bytes).put(ascii("WAVEfmt ")).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(Sound.RATE).putInt(Short.BYTES * Sound.RATE);
    wav.putShort((short) Short.BYTES).putShort((short) Short.SIZE);
    return wav.put(ascii("data")).putInt(bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
