package vj.bus.status;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The lines of a file from its end to its beginning, UTF-8, in bounded memory: the latest lines of
/// a large file cost no more than those of a small one. One thread.
final class BackwardLines {

  private static final int BLOCK = 64 << 10;

  /// Longer lines lose their end. Workers cut theirs at a quarter of that.
  static final int LONGEST = 64 << 10;

  private final FileChannel file;

  /// Where in the file `bytes` begins.
  private long position;

  /// What is read and not yet handed out: `bytes[0..end)`.
  private final byte[] bytes;

  private int end;
  private boolean first = true;

  /// @param from where the last line ends
  BackwardLines(FileChannel file, long from) {
    this.file = file;
    this.position = from;
    this.bytes = new byte[(int) Math.min(from, BLOCK + LONGEST)];
  }

  /// The line before; empty before the first one.
  Optional<String> previous() throws IOException {
    if (first) {
      first = false;
      readBefore();
      if (end > 0 && bytes[end - 1] == '\n') {
        end--; // it ends the last line, and begins none
      }
    }
    while (true) {
      for (int i = end - 1; i >= 0; i--) {
        if (bytes[i] == '\n') {
          String line = text(i + 1);
          end = i;
          return Optional.of(line);
        }
      }
      if (position == 0) {
        return theFirstOne();
      }
      readBefore();
    }
  }

  private Optional<String> theFirstOne() {
    if (end == 0) {
      return Optional.empty();
    }
    String line = text(0);
    end = 0;
    return Optional.of(line);
  }

  private String text(int from) {
    int length = Math.min(end - from, LONGEST);
    boolean crlf = length > 0 && bytes[from + length - 1] == '\r';
    return new String(bytes, from, crlf ? length - 1 : length, StandardCharsets.UTF_8);
  }

  private void readBefore() throws IOException {
    int count = (int) Math.min(BLOCK, position);
    int kept = Math.min(end, LONGEST);
    System.arraycopy(bytes, 0, bytes, count, kept);
    position -= count;
    ByteBuffer block = ByteBuffer.wrap(bytes, 0, count);
    while (block.hasRemaining()) {
      if (file.read(block, position + block.position()) < 0) {
        position = 0; // cut short under us: there is nothing before
        end = 0;
        return;
      }
    }
    end = count + kept;
  }
}
