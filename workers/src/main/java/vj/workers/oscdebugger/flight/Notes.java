package vj.workers.oscdebugger.flight;

import java.util.Optional;
import vj.workers.oscdebugger.record.Recorded;

/// Log lines and state changes on their way to the recorder, which comes four times a second.
///
/// Of lines there are 4 096 and 512 KiB at most, some 1 700 of a hundred characters: a worker that
/// logs 10 000 a second fills that in a sixth of a second, and then loses its own. State changes
/// have room of their own, which no line takes. What is dropped is counted. Safe from any thread.
final class Notes {

  static final int MOST_LINES = 4_096;
  static final int MOST_LINE_BYTES = 512 * 1024;

  /// A change in each heartbeat of six workers, for minutes.
  static final int MOST_CHANGES = 1_024;

  static final int MOST_CHANGE_BYTES = 256 * 1024;

  // The lock (this) protects all three.
  private final Shares<Recorded> lines = new Shares<>(MOST_LINES, MOST_LINE_BYTES);
  private final Shares<Recorded> changes = new Shares<>(MOST_CHANGES, MOST_CHANGE_BYTES);
  private long missed;

  /// @throws IllegalArgumentException for what is no note: a bug
  synchronized void add(Recorded note) {
    missed +=
        switch (note) {
          case Recorded.Log(var line) -> lines.add(line.worker(), note, weight(line.text()));
          case Recorded.Change(_, String worker, String text) ->
              changes.add(worker, note, weight(text));
          case Recorded.Datagram _, Recorded.End _ ->
              throw new IllegalArgumentException("not a note: " + note);
        };
  }

  /// The oldest change, or when there is none the oldest line.
  synchronized Optional<Recorded> take() {
    Optional<Recorded> change = changes.poll();
    return change.isPresent() ? change : lines.poll();
  }

  /// How many were dropped.
  synchronized long missed() {
    return missed;
  }

  private static int weight(String text) {
    return LogMemory.LINE_BYTES + 2 * text.length();
  }
}
