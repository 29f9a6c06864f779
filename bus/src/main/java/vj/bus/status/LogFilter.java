package vj.bus.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vj.bus.control.WorkerName;
import vj.bus.status.LogLine.Level;

/// Which log lines somebody wants. Immutable; the `with` of a record is the method that takes the
/// new value.
///
/// @param workers whose lines; none for all
/// @param least the least serious level
/// @param since nothing before
/// @param grep to be found anywhere in the text
public record LogFilter(
    List<WorkerName> workers, Level least, Optional<Instant> since, Optional<Pattern> grep) {

  /// Every line.
  public static final LogFilter ALL =
      new LogFilter(List.of(), Level.DEBUG, Optional.empty(), Optional.empty());

  public LogFilter {
    workers = List.copyOf(workers);
  }

  public LogFilter of(List<WorkerName> whose) {
    return new LogFilter(whose, least, since, grep);
  }

  public LogFilter atLeast(Level level) {
    return new LogFilter(workers, level, since, grep);
  }

  public LogFilter from(Instant instant) {
    return new LogFilter(workers, least, Optional.of(instant), grep);
  }

  public LogFilter matching(Pattern pattern) {
    return new LogFilter(workers, least, since, Optional.of(pattern));
  }

  public boolean accepts(LogLine line) {
    return line.level().compareTo(least) >= 0
        && (since.isEmpty() || !line.time().isBefore(since.get()))
        && accepts(line.worker())
        && (grep.isEmpty() || grep.get().matcher(line.text()).find());
  }

  private boolean accepts(String worker) {
    for (WorkerName wanted : workers) {
      if (wanted.shortName().equals(worker)) {
        return true;
      }
    }
    return workers.isEmpty();
  }

  /// The workers in question, one by one.
  List<WorkerName> whose() {
    return workers.isEmpty() ? List.of(WorkerName.values()) : workers;
  }
}
