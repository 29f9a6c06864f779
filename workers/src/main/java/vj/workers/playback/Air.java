package vj.workers.playback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The right to say what is playing. All monitors share their addresses, so one at a time may
/// speak: the process that holds the OS lock of byte 0 of `now-playing.lock`. Whoever waits for it
/// holds a shared lock of byte 1, so that a holder with nothing to say sees that somebody has.
/// Death releases both. The file's content is the holder's source and pid; empty once it has ended
/// what it had to say, so that whoever finds it knows of one who could not.
///
/// Confined to one thread.
///
/// POSIX drops all of a process' locks of a file when it closes any channel of that file: within
/// the process nobody else may open it.
final class Air implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Air.class);

  static final String FILE = "now-playing.lock";

  private static final long SPEAKING = 0;
  private static final long WAITING = 1;

  /// A source's name and a pid; what somebody else wrote there need not be short.
  private static final int MOST_TEXT = 200;

  private final Path file;
  private @Nullable FileChannel channel;
  private @Nullable Object opened;
  private @Nullable FileLock speaking;
  private String written = "";
  private @Nullable FileLock waiting;

  /// @param directory the bus directory
  Air(Path directory) {
    this.file = directory.resolve(FILE);
  }

  boolean held() {
    return speaking != null;
  }

  /// Tries to get the right to speak, and queues for it where somebody else has it.
  ///
  /// @param source for the file's text
  /// @return whether it is ours now
  /// @throws IOException if the file cannot be opened or locked
  boolean take(String source) throws IOException {
    FileChannel open = current();
    if (speaking != null) {
      write(open, source);
      return true;
    }
    speaking = lock(open, SPEAKING, false);
    if (speaking == null) {
      if (waiting == null) {
        waiting = lock(open, WAITING, true);
      }
      return false;
    }
    giveUpWaiting();
    write(open, source);
    return true;
  }

  /// Whether another process waits. Only its holder asks.
  boolean wanted() throws IOException {
    FileLock free = lock(current(), WAITING, false);
    if (free == null) {
      return true;
    }
    free.release();
    return false;
  }

  /// Whether the file that we have locked is still the one that the others see. If not, the right
  /// is lost.
  boolean stillThere() {
    if (speaking != null && !identity().equals(opened)) {
      close();
    }
    return speaking != null;
  }

  /// What the holder, us or another, has written; empty if nobody holds it.
  String holder() throws IOException {
    FileChannel open = current();
    return speaking == null && isFree(open) ? "" : text(open);
  }

  /// Whether one who spoke has died before it could say that it ends.
  boolean abandoned() throws IOException {
    FileChannel open = current();
    return speaking == null && isFree(open) && !text(open).isEmpty();
  }

  private static boolean isFree(FileChannel open) throws IOException {
    FileLock free = lock(open, SPEAKING, false);
    if (free == null) {
      return false;
    }
    free.release();
    return true;
  }

  private static String text(FileChannel open) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(MOST_TEXT);
    open.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
  }

  /// Neither speaks nor waits any more.
  void release() {
    FileChannel open = channel;
    if (open != null && speaking != null) {
      try {
        open.truncate(0);
      } catch (IOException e) {
        log.debug("{}: {}", file, e.getMessage()); // at worst the end is said twice
      }
    }
    close();
  }

  @Override
  public void close() {
    FileChannel open = channel;
    channel = null;
    opened = null;
    speaking = null;
    waiting = null;
    written = "";
    if (open != null) {
      try {
        open.close(); // and with it every lock
      } catch (IOException _) {
        return; // closed is closed
      }
    }
  }

  private void giveUpWaiting() throws IOException {
    if (waiting != null) {
      waiting.release();
      waiting = null;
    }
  }

  private FileChannel current() throws IOException {
    FileChannel open = channel;
    if (open != null && (speaking != null || identity().equals(opened))) {
      return open;
    }
    close();
    open =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    channel = open;
    opened = identity();
    return open;
  }

  /// Which file there is now under the name.
  private Object identity() {
    try {
      Object key =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .fileKey();
      return key == null ? file : key;
    } catch (NoSuchFileException _) {
      return "none";
    } catch (IOException e) {
      return "unreadable: " + e.getMessage();
    }
  }

  private static @Nullable FileLock lock(FileChannel channel, long at, boolean shared)
      throws IOException {
    try {
      return channel.tryLock(at, 1, shared);
    } catch (OverlappingFileLockException _) {
      return null; // another channel of this process has it: taken, too
    }
  }

  private void write(FileChannel open, String source) throws IOException {
    if (source.equals(written)) {
      return;
    }
    written = source;
    String text = "%s %d\n".formatted(source, ProcessHandle.current().pid());
    open.truncate(0);
    open.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }
}
