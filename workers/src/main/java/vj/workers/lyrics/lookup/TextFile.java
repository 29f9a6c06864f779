package vj.workers.lyrics.lookup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A text file of whatever encoding: what its byte order mark says, else UTF-8, else what Windows
/// wrote before that.
final class TextFile {

  /// As much as is read of lyrics.
  static final int MOST_BYTES = 1024 * 1024;

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private TextFile() {}

  /// The beginning of a longer file, up to a line's end.
  static String read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new String(bytes, StandardCharsets.UTF_16BE);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new String(bytes, StandardCharsets.UTF_16LE);
    }
    return bytes.length < MOST_BYTES ? decoded(bytes) : decoded(wholeLines(bytes));
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  /// Not cut within a character, which would look like another encoding.
  private static byte[] wholeLines(byte[] bytes) {
    for (int i = bytes.length - 1; i > 0; i--) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        return Arrays.copyOf(bytes, i);
      }
    }
    return bytes;
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, WINDOWS);
    }
  }
}
