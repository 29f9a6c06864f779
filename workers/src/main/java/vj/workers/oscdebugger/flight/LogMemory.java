package vj.workers.oscdebugger.flight;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import vj.bus.status.LogLine;

/// The latest log lines of all workers: 2 000 of them and 512 KiB at most; of the worker that has
/// most the oldest go first. Safe from any thread.
final class LogMemory {

  static final int LINES = 2_000;
  static final int BYTES = 512 * 1024;

  /// What a line takes beside its text: the record, the string, the time, the place in the queue.
  static final int LINE_BYTES = 96;

  // The lock (this) protects it.
  private final Shares<LogLine> lines = new Shares<>(LINES, BYTES);

  /// @param lines the latest of those that match, the oldest first
  /// @param matching how many match
  record Found(List<LogLine> lines, int matching) {}

  synchronized void add(LogLine line) {
    lines.add(line.worker(), line, weight(line));
  }

  /// As if every character took the two bytes that most do not.
  private static int weight(LogLine line) {
    return LINE_BYTES + 2 * line.text().length();
  }

  /// By time: what comes from several logs is not always in order.
  Found latest(int count, Predicate<LogLine> wanted) {
    List<LogLine> matching;
    synchronized (this) {
      matching = lines.all().stream().filter(wanted).toList();
    }
    List<LogLine> sorted = matching.stream().sorted(Comparator.comparing(LogLine::time)).toList();
    return new Found(
        sorted.subList(Math.max(0, sorted.size() - count), sorted.size()), sorted.size());
  }

  synchronized boolean contains(LogLine line) {
    return lines.all().contains(line);
  }

  synchronized int size() {
    return lines.size();
  }
}
