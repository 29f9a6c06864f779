package vj.workers.audio;

import java.util.concurrent.locks.LockSupport;

/// The monotonic clock and the one way to wait by it. Tests put a clock here that only their script
/// moves.
interface Timekeeper {

  Timekeeper SYSTEM = new SystemTime();

  /// Monotonic nanoseconds, as [System#nanoTime].
  long nanos();

  /// Waits until `deadline`, until the waiting thread is unparked, or for no reason at all: callers
  /// look again at what they wait for.
  void parkUntil(long deadline) throws InterruptedException;

  /// The machine's clock.
  final class SystemTime implements Timekeeper {

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public void parkUntil(long deadline) throws InterruptedException {
      LockSupport.parkNanos(this, deadline - System.nanoTime());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
