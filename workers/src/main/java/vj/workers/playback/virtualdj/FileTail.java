package vj.workers.playback.virtualdj;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/// The end of a text file, in whichever encoding it was written: UTF-8, UTF-16 with or without a
/// byte order mark, and what is none of these as Windows-1252.
final class FileTail {

  /// The newest song is at the end; some hundred of a list are enough. Even: UTF-16 must not be cut
  /// in the middle of a character.
  static final int MOST_BYTES = 64 << 10;

  /// Enough to tell UTF-16 without a mark by its zeros.
  private static final int GUESSED_BYTES = 512;

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private FileTail() {}

  /// @throws IOException if it cannot be read or is not text
  static String read(Path path) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      long size = channel.size();
      ByteBuffer mark = fill(channel, ByteBuffer.allocate(2));
      long begin = size <= MOST_BYTES ? 0 : size - MOST_BYTES & ~1L;
      channel.position(begin);
      ByteBuffer bytes =
          fill(channel, ByteBuffer.allocate((int) Math.min(size - begin, MOST_BYTES + 1)));
      Charset charset = encoding(mark, bytes);
      return begin == 0
          ? decode(bytes, charset)
          : fromNextLine(decode(torn(bytes, charset), charset));
    }
  }

  private static ByteBuffer fill(SeekableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // until it is full, or the file has become shorter meanwhile
    }
    return bytes.flip();
  }

  private static Charset encoding(ByteBuffer mark, ByteBuffer bytes) {
    int first = mark.remaining() < 2 ? 0 : mark.getShort(0) & 0xffff;
    return switch (first) {
      case 0xfffe -> UTF_16LE;
      case 0xfeff -> UTF_16BE;
      default -> guessed(bytes);
    };
  }

  /// Western text in UTF-16 has a zero in every other byte; other text has none.
  private static Charset guessed(ByteBuffer bytes) {
    int pairs = Math.min(bytes.remaining(), GUESSED_BYTES) / 2;
    int evenZeros = 0;
    int oddZeros = 0;
    for (int i = 0; i < pairs; i++) {
      evenZeros += bytes.get(2 * i) == 0 ? 1 : 0;
      oddZeros += bytes.get(2 * i + 1) == 0 ? 1 : 0;
    }
    if (oddZeros > pairs / 4 && evenZeros <= pairs / 16) {
      return UTF_16LE;
    }
    return evenZeros > pairs / 4 && oddZeros <= pairs / 16 ? UTF_16BE : UTF_8;
  }

  /// Without the rest of a character that begins before the tail.
  private static ByteBuffer torn(ByteBuffer bytes, Charset charset) {
    while (charset.equals(UTF_8)
        && bytes.hasRemaining()
        && (bytes.get(bytes.position()) & 0xc0) == 0x80) {
      bytes.get();
    }
    return bytes;
  }

  private static String decode(ByteBuffer bytes, Charset charset) throws IOException {
    String text = charset.equals(UTF_8) ? utf8OrWindows(bytes) : charset.decode(bytes).toString();
    if (text.indexOf('\0') >= 0) {
      throw new IOException("is not a text file: it holds zeros");
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static String utf8OrWindows(ByteBuffer bytes) {
    try {
      return UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException _) {
      return WINDOWS.decode(bytes).toString();
    }
  }

  private static String fromNextLine(String text) {
    return text.substring(text.indexOf('\n') + 1);
  }
}
