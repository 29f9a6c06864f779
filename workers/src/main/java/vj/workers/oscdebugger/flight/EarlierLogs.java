package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vj.bus.status.LogLine;
import vj.workers.oscdebugger.record.RecordReader;
import vj.workers.oscdebugger.record.Recorded;

/// Tells the log lines that the run before has recorded from those it no longer could: every
/// reading of the logs begins with lines of the past. One thread.
final class EarlierLogs {

  /// A tenth of a second; a flood without a single log line need not be searched to its beginning.
  private static final long MOST_BYTES = 32 << 20;

  private final Instant newest;
  private int left;

  private EarlierLogs(Instant newest, int left) {
    this.newest = newest;
    this.left = left;
  }

  /// @param latest how many lines of the past may come
  static EarlierLogs in(Path directory, int latest) {
    return new EarlierLogs(
        newest(new Segments(directory, Segments.Kind.NOTES))
            .or(() -> newest(new Segments(directory, Segments.Kind.OSC))) // there, of old
            .orElse(Instant.MIN),
        latest);
  }

  private static Optional<Instant> newest(Segments segments) {
    try {
      List<Path> files = segments.files();
      long read = 0;
      for (Path file : files.reversed()) {
        Optional<Instant> newest = newest(file);
        read += Files.size(file);
        if (newest.isPresent() || read > MOST_BYTES) {
          return newest;
        }
      }
    } catch (IOException _) {
      // then some lines may be there twice
    }
    return Optional.empty();
  }

  private static Optional<Instant> newest(Path file) {
    Optional<Instant> newest = Optional.empty();
    try (RecordReader reader = RecordReader.open(file)) {
      for (Optional<Recorded> next = reader.next(); next.isPresent(); next = reader.next()) {
        if (next.get() instanceof Recorded.Log(LogLine line)
            && newest.filter(line.time()::isBefore).isEmpty()) {
          newest = Optional.of(line.time());
        }
      }
    } catch (IOException _) {
      // what could be read counts
    }
    return newest;
  }

  /// Asked once for each line, in the order in which they come.
  boolean has(LogLine line) {
    return left-- > 0 && !line.time().isAfter(newest);
  }
}
