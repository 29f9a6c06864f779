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

  /// Two of the longest frames: a client that reads, but slowly, is waited for long before the
  /// [Backlog] is full.
  static final int BYTES = Backlog.BYTES / 2;

  private final Backlog.Account account;
  private final Queue<Entry> entries = new ArrayDeque<>();
  private int bytes;
  private int leaving; // bytes of the frame that was taken last
  private boolean finished;

  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Entry(byte[] frame, boolean heartbeat) {}

  /// @param giveUp told when too much waits for all clients and this one does not read
  Outbox(Backlog backlog, Runnable giveUp) {
    this.account = backlog.open(giveUp);
  }

  /// @return false if there is no room even without heartbeats, or after [#finish]
  boolean offer(byte[] frame) {
    return account.take(frame.length) && kept(frame, addDroppingHeartbeats(frame));
  }

  /// As [#offer], but waits for room first.
  boolean offer(byte[] frame, Duration patience) throws InterruptedException {
    if (!account.take(frame.length)) {
      return false;
    }
    boolean added = false;
    try {
      added = addWhenThereIsRoom(frame, patience);
    } finally {
      kept(frame, added);
    }
    return added;
  }

  /// Dropped where there is no room.
  void offerHeartbeat(byte[] frame) {
    if (account.take(frame.length)) {
      kept(frame, add(frame, true));
    }
  }

  private boolean kept(byte[] frame, boolean added) {
    if (!added) {
      account.give(frame.length);
    }
    return added;
  }

  private synchronized boolean addWhenThereIsRoom(byte[] frame, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!addDroppingHeartbeats(frame)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (finished || left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private synchronized boolean addDroppingHeartbeats(byte[] frame) {
    if (!roomFor(frame)) {
      dropHeartbeats();
    }
    return add(frame, false);
  }

  synchronized void dropHeartbeats() {
    for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
      Entry entry = each.next();
      if (entry.heartbeat()) {
        bytes -= entry.frame().length;
        account.give(entry.frame().length);
        each.remove();
      }
    }
  }

  /// The oldest frame; waits for one. `null` after [#finish], once all are taken. The frame before
  /// it has been written by now: until then it counted.
  synchronized byte @Nullable [] take() throws InterruptedException {
    if (leaving > 0) {
      bytes -= leaving;
      account.read(leaving);
      leaving = 0;
      notifyAll();
    }
    while (entries.isEmpty() && !finished) {
      wait();
    }
    Entry entry = entries.poll();
    if (entry == null) {
      return null;
    }
    leaving = entry.frame().length;
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
    bytes = leaving;
    account.close();
    finish();
  }

  private boolean roomFor(byte[] frame) {
    return entries.size() < FRAMES && bytes + frame.length <= BYTES;
  }

  private synchronized boolean add(byte[] frame, boolean heartbeat) {
    if (finished || !roomFor(frame)) {
      return false;
    }
    entries.add(new Entry(frame, heartbeat));
    bytes += frame.length;
    notifyAll();
    return true;
  }
}
