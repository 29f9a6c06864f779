package vj.workers.status;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import vj.bus.status.Snapshot;

/// The current picture of all workers: the loop puts it up, and commands, OSC and metrics read it.
/// Safe from any thread.
final class Board implements AutoCloseable {

  // The lock (this) protects the fields below.
  private Snapshot shown = new Snapshot(Optional.empty(), Optional.empty(), List.of());
  private long edition;
  private boolean closed;

  /// One picture and its number; numbers grow.
  record Edition(long number, Snapshot snapshot) {}

  synchronized void show(Snapshot snapshot) {
    shown = snapshot;
    edition++;
    notifyAll();
  }

  synchronized Snapshot snapshot() {
    return shown;
  }

  /// The picture after the one of this number; the same again if there is none within `limit`.
  ///
  /// @param over ends the waiting when it has become true, after [#wake]
  /// @return empty when there will be no more
  synchronized Optional<Edition> after(long number, Duration limit, AtomicBoolean over)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = limit.toNanos();
        edition <= number && !closed && !over.get() && left > 0;
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return closed || over.get() ? Optional.empty() : Optional.of(new Edition(edition, shown));
  }

  /// Wakes who waits.
  synchronized void wake() {
    notifyAll();
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
