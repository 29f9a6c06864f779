package vj.bus.control;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The frames that wait for one client to read. Bounded; when it is full, heartbeats make room. A
/// frame is made only once there is room for it, here and in the [Backlog]. Safe from any thread;
/// guarded by itself.
final class Outbox implements AutoCloseable {

  /// Five seconds of a stream at its full rate.
  static final int FRAMES = 256;

  /// Two of the longest frames: a client that reads, but slowly, is waited for long before the
  /// [Backlog] is full.
  static final int BYTES = 2 * Frames.LIMIT;

  private final Backlog.Account account;
  private final Queue<Entry> entries = new ArrayDeque<>();
  private int places; // of frames inside and those being made
  private int bytes; // of the same, and of the frame that is leaving
  private int leaving; // bytes of the frame that was taken last
  private boolean finished;

  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Entry(byte[] frame, boolean heartbeat) {}

  /// @param giveUp told when too much waits for all clients and this one does not read
  Outbox(Backlog backlog, Runnable giveUp) {
    this.account = backlog.open(giveUp);
  }

  /// @param patience how long to wait for room here
  /// @return false if there is no room even without heartbeats, or after [#finish]
  boolean offer(Draft draft, Duration patience) throws InterruptedException {
    int length = draft.length();
    if (!reserveWhenThereIsRoom(length, patience)) {
      return false;
    }
    int taken = 0;
    boolean added = false;
    try {
      if (account.take(length)) {
        taken = length;
        added = account.awaitRoom() && add(draft.frame(), false);
      }
    } finally {
      if (!added) {
        account.give(taken);
        unreserve(length);
      }
    }
    return added;
  }

  /// Dropped where there is no room.
  void offerHeartbeat(byte[] frame) {
    if (!reserve(frame.length)) {
      return;
    }
    boolean taken = account.take(frame.length);
    if (!taken || !add(frame, true)) {
      account.give(taken ? frame.length : 0);
      unreserve(frame.length);
    }
  }

  private synchronized boolean reserveWhenThereIsRoom(int length, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!reserve(length)) {
      dropHeartbeats();
      if (reserve(length)) {
        return true;
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (finished || left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private synchronized boolean reserve(int length) {
    if (finished || places >= FRAMES || bytes + length > BYTES) {
      return false;
    }
    places++;
    bytes += length;
    return true;
  }

  private synchronized void unreserve(int length) {
    places--;
    bytes -= length;
    notifyAll();
  }

  /// Puts a frame in the place that is reserved for it.
  private synchronized boolean add(byte[] frame, boolean heartbeat) {
    if (!finished) {
      entries.add(new Entry(frame, heartbeat));
      notifyAll();
    }
    return !finished;
  }

  /// How many frames are inside.
  synchronized int waiting() {
    return places;
  }

  synchronized void dropHeartbeats() {
    for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
      Entry entry = each.next();
      if (entry.heartbeat()) {
        each.remove();
        lost(entry);
      }
    }
  }

  private void lost(Entry entry) {
    account.give(entry.frame().length);
    unreserve(entry.frame().length);
  }

  /// The oldest frame; waits for one. `null` after [#finish], once all are taken. The frame before
  /// it has been written by now: until then it counted.
  synchronized byte @Nullable [] take() throws InterruptedException {
    left(true);
    while (entries.isEmpty() && !finished) {
      wait();
    }
    Entry entry = entries.poll();
    if (entry == null) {
      return null;
    }
    places--;
    leaving = entry.frame().length;
    return entry.frame();
  }

  private synchronized void left(boolean read) {
    if (leaving > 0) {
      if (read) {
        account.read(leaving);
      } else {
        account.give(leaving);
      }
      bytes -= leaving;
      leaving = 0;
      notifyAll();
    }
  }

  /// Nothing more is accepted; what is inside can still be taken.
  synchronized void finish() {
    finished = true;
    notifyAll();
  }

  /// As [#finish], and what is inside is lost. What was taken last counts on, as long as it is
  /// being written.
  synchronized void abandon() {
    account.close();
    entries.forEach(this::lost);
    entries.clear();
    finish();
  }

  /// As [#abandon]; called by who takes frames, once it holds none.
  @Override
  public void close() {
    abandon();
    left(false);
  }
}
