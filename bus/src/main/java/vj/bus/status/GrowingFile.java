package vj.bus.status;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The lines that are appended to a file, whatever becomes of the file: one that is renamed is read
/// to its end and the new one of that name from its beginning, one that is cut short is read from
/// its beginning again. One thread.
final class GrowingFile implements Closeable {

  private static final int CHUNK = 16 << 10;

  /// What one look takes at most: nobody waits long for another's flood.
  private static final int MOST_AT_ONCE = 1 << 20;

  /// After so many looks without news a line without an end has been somebody's last words.
  private static final int LAST_WORDS = 10;

  /// So rarely is a file looked for that is not there.
  private static final int ABSENCE = 10;

  private final Path path;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private ByteBuffer chunk = ByteBuffer.allocate(0);
  private int quiet;
  private int absent;
  private long position;
  private @Nullable FileChannel file;
  private @Nullable Object key;

  GrowingFile(Path path) {
    this.path = path;
  }

  /// Skips the whole lines that there are.
  ///
  /// @return where they end
  long skip() throws IOException {
    FileChannel opened = open();
    if (opened == null) {
      return 0;
    }
    position = opened.size();
    long least = Math.max(0, position - BackwardLines.LONGEST);
    for (long end = position; end >= least; end--) {
      if (end == 0 || endsLine(opened, end)) {
        position = end;
        break;
      }
    }
    return position;
  }

  private static boolean endsLine(FileChannel file, long position) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    return file.read(one, position - 1) == 1 && one.get(0) == '\n';
  }

  /// Hands on what has come since the last look.
  void look(Consumer<String> to) throws IOException {
    if (file == null && absent-- > 0) {
      return;
    }
    FileChannel current = open();
    if (current == null) {
      absent = ABSENCE;
      return;
    }
    if (current.size() < position) {
      position = 0;
      finishLine(to);
    }
    int taken = read(current, to);
    if (taken == 0 && replaced()) {
      finishLine(to);
      close();
    } else if (taken == 0 && line.size() > 0 && ++quiet >= LAST_WORDS) {
      finishLine(to);
    }
  }

  private int read(FileChannel current, Consumer<String> to) throws IOException {
    int taken = 0;
    while (taken < MOST_AT_ONCE) {
      int count = current.read(chunk.clear(), position);
      if (count <= 0) {
        break;
      }
      position += count;
      taken += count;
      quiet = 0;
      chunk.flip();
      while (chunk.hasRemaining()) {
        take(chunk.get(), to);
      }
    }
    return taken;
  }

  private void take(byte next, Consumer<String> to) {
    if (next == '\n') {
      hand(to);
    } else if (line.size() < BackwardLines.LONGEST) {
      line.write(next);
    }
  }

  private void hand(Consumer<String> to) {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    to.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }

  private void finishLine(Consumer<String> to) {
    if (line.size() > 0) {
      hand(to);
    }
    quiet = 0;
  }

  /// Another file has the name now. While none has it, the one we hold may still grow.
  private boolean replaced() {
    try {
      return !Objects.equals(key, keyOf(path));
    } catch (IOException _) {
      return false;
    }
  }

  private @Nullable FileChannel open() throws IOException {
    FileChannel current = file;
    if (current != null) {
      return current;
    }
    if (!Files.exists(path)) {
      return null; // the usual case, without the price of an exception
    }
    try {
      FileChannel opened = FileChannel.open(path);
      // Asked after opening: if the name changes hands in between, we have the old file under the
      // new one's key, and would miss the new one. That is a moment at the start of a file, when
      // its writer has just made it.
      key = keyOf(path);
      file = opened;
      position = 0;
      chunk = ByteBuffer.allocate(CHUNK);
      return opened;
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  private static @Nullable Object keyOf(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  @Override
  public void close() throws IOException {
    FileChannel open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
