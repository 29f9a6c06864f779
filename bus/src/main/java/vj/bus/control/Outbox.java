package vj.bus.control;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The frames that wait for one client to read. Bounded; when it is full, heartbeats make room.
/// Safe from any thread; guarded by itself.
final class Outbox {

  /// Five seconds of a stream at its full rate.
  static final int FRAMES = 256;

  /// Four of the longest frames.
  static final int BYTES = 4 * Frames.LIMIT;

  private final Queue<Entry> entries = new ArrayDeque<>();
  private int bytes;
  private boolean finished;

  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Entry(byte[] frame, boolean heartbeat) {}

  /// @return false if there is no room even without heartbeats, or after [#finish]
  synchronized boolean offer(byte[] frame) {
    if (!roomFor(frame)) {
      dropHeartbeats();
    }
    return add(frame, false);
  }

  /// As [#offer], but waits for room first.
  synchronized boolean offer(byte[] frame, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!offer(frame)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (finished || left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /// Dropped where there is no room.
  synchronized void offerHeartbeat(byte[] frame) {
    add(frame, true);
  }

  synchronized void dropHeartbeats() {
    for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
      Entry entry = each.next();
      if (entry.heartbeat()) {
        bytes -= entry.frame().length;
        each.remove();
      }
    }
  }

  /// The oldest frame; waits for one. `null` after [#finish], once all are taken.
  synchronized byte @Nullable [] take() throws InterruptedException {
    while (entries.isEmpty() && !finished) {
      wait();
    }
    Entry entry = entries.poll();
    if (entry == null) {
      return null;
    }
    bytes -= entry.frame().length;
    notifyAll();
    return entry.frame();
  }

  /// Nothing more is accepted; what is inside can still be taken.
  synchronized void finish() {
    finished = true;
    notifyAll();
  }

  /// As [#finish], and what is inside is lost.
  synchronized void abandon() {
    entries.clear();
    bytes = 0;
    finish();
  }

  private boolean roomFor(byte[] frame) {
    return entries.size() < FRAMES && bytes + frame.length <= BYTES;
  }

  private boolean add(byte[] frame, boolean heartbeat) {
    if (finished || !roomFor(frame)) {
      return false;
    }
    entries.add(new Entry(frame, heartbeat));
    bytes += frame.length;
    notifyAll();
    return true;
  }
}
