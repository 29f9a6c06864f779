package vj.workers.oscdebugger.flight;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import vj.workers.oscdebugger.record.Recorded;

/// Log lines and state changes on their way to the recorder: 4 096 of them and 512 KiB at most,
/// which is half a second of 10 000 lines/s; of more the oldest are dropped and counted. Safe from
/// any thread.
final class Notes {

  static final int MOST = 4_096;
  static final int MOST_BYTES = 512 * 1024;

  // The lock (this) protects all three.
  private final Deque<Recorded> waiting = new ArrayDeque<>();
  private int bytes;
  private long missed;

  synchronized void add(Recorded note) {
    waiting.addLast(note);
    bytes += weight(note);
    while (waiting.size() > MOST || bytes > MOST_BYTES) {
      bytes -= weight(waiting.removeFirst());
      missed++;
    }
  }

  synchronized Optional<Recorded> take() {
    Optional<Recorded> next = Optional.ofNullable(waiting.pollFirst());
    next.ifPresent(note -> bytes -= weight(note));
    return next;
  }

  /// How many were dropped.
  synchronized long missed() {
    return missed;
  }

  private static int weight(Recorded note) {
    return switch (note) {
      case Recorded.Log(var line) -> LogMemory.LINE_BYTES + 2 * line.text().length();
      case Recorded.Change(_, _, var text) -> LogMemory.LINE_BYTES + 2 * text.length();
      case Recorded.Datagram datagram -> LogMemory.LINE_BYTES + datagram.bytes().length;
      case Recorded.End _ -> LogMemory.LINE_BYTES;
    };
  }
}
