package vj.bus.status;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a worker has written to its files, from the newest line backwards. One thread.
final class PastLines implements Closeable {

  /// Of one stack trace or thread dump: a longer one is cut into several.
  private static final int MOST_TOGETHER = 1 << 20;

  private final LogFile log;
  private final long newestEnd;
  private final Iterator<Path> parts;

  /// Lines that belong together, the newest last.
  private final Deque<LogLine> made = new ArrayDeque<>();

  private @Nullable FileChannel file;
  private @Nullable BackwardLines lines;

  /// Of a line that has no time, nor any before it in its file.
  private Instant fallback = Instant.EPOCH;

  /// @param newestEnd where to begin in the newest file, if that is not its end; what is behind it,
  ///   somebody else reads
  PastLines(LogFile log, long newestEnd) {
    this.log = log;
    this.newestEnd = newestEnd;
    this.parts = log.parts().iterator();
  }

  LogFile log() {
    return log;
  }

  /// Empty when there is none before.
  Optional<LogLine> previous() throws IOException {
    while (made.isEmpty()) {
      BackwardLines from = lines;
      if (from == null && !openNext()) {
        return Optional.empty();
      } else if (from != null) {
        gather(from);
      }
    }
    return Optional.of(made.removeLast());
  }

  private boolean openNext() throws IOException {
    close();
    if (!parts.hasNext()) {
      return false;
    }
    Path part = parts.next();
    try {
      FileChannel opened = FileChannel.open(part);
      file = opened;
      fallback = Files.getLastModifiedTime(part).toInstant();
      long end = part.equals(log.newest()) ? newestEnd : Long.MAX_VALUE;
      lines = new BackwardLines(opened, Math.min(opened.size(), end));
    } catch (NoSuchFileException _) {
      // rotated away just now
    }
    return true;
  }

  /// Lines back to the one that has a time.
  private void gather(BackwardLines from) throws IOException {
    Deque<String> together = new ArrayDeque<>();
    int characters = 0;
    while (characters < MOST_TOGETHER) {
      Optional<String> line = from.previous();
      if (line.isEmpty()) {
        lines = null;
        break;
      }
      together.addFirst(line.get());
      characters += line.get().length() + 1;
      if (LogText.head(line.get()).isPresent()) {
        break;
      }
    }
    LineMaker maker = new LineMaker(log.worker(), () -> fallback);
    together.forEach(line -> made.addLast(maker.line(line)));
  }

  @Override
  public void close() throws IOException {
    FileChannel open = file;
    file = null;
    lines = null;
    if (open != null) {
      open.close();
    }
  }
}
