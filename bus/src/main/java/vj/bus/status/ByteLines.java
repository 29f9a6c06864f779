package vj.bus.status;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The lines of a stream, UTF-8, in bounded memory. What is no UTF-8 becomes U+FFFD. One thread.
final class ByteLines {

  private static final int CHUNK = 16 << 10;

  private final InputStream in;
  private final int limit;
  private final byte[] chunk = new byte[CHUNK];
  private int at;
  private int end;
  private byte[] line = new byte[512];
  private int length;

  /// @param limit in bytes; longer lines are left out
  ByteLines(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /// The next line that is short enough, without its end; empty at the end of the stream.
  Optional<String> next() throws IOException {
    length = 0;
    boolean any = false;
    while (at < end || fill()) {
      any = true;
      int newline = at;
      while (newline < end && chunk[newline] != '\n') {
        newline++;
      }
      append(at, newline);
      boolean whole = newline < end;
      at = whole ? newline + 1 : end;
      if (whole && length <= limit) {
        return Optional.of(text());
      }
      if (whole) {
        length = 0;
        any = false;
      }
    }
    return any && length <= limit ? Optional.of(text()) : Optional.empty();
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(chunk));
    return end > 0;
  }

  /// One byte more than the limit is enough to know that a line is too long.
  private void append(int from, int to) {
    int taken = Math.min(to - from, limit + 1 - length);
    if (length + taken > line.length) {
      line = Arrays.copyOf(line, Math.min(limit + 1, Math.max(length + taken, 2 * line.length)));
    }
    System.arraycopy(chunk, from, line, length, taken);
    length += taken;
  }

  private String text() {
    return new String(line, 0, length, StandardCharsets.UTF_8);
  }
}
