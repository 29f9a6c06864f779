package vj.bus.status;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.WorkerName;
import vj.bus.status.LogLine.Level;

/// Makes log lines of the lines of a worker's file, one after another: one without a time has that
/// of the line before. One thread.
final class LineMaker {

  private final WorkerName worker;
  private final InstantSource fallback;
  private @Nullable Instant time;
  private Level level = Level.INFO;

  /// @param fallback for a line without a time that has none before it
  LineMaker(WorkerName worker, InstantSource fallback) {
    this.worker = worker;
    this.fallback = fallback;
  }

  /// What comes next belongs to this line.
  LineMaker after(LogLine line) {
    time = line.time();
    level = line.level();
    return this;
  }

  LogLine line(String text) {
    Optional<LogText.Head> head = LogText.head(text);
    if (head.isPresent()) {
      time = head.get().time();
      level = head.get().level();
    }
    Instant at = time == null ? fallback.instant() : time;
    return new LogLine(at, level, worker.shortName(), head.map(LogText.Head::text).orElse(text));
  }
}
