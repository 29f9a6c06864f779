package vj.workers.oscdebugger;

import java.time.Duration;

/// How many in a second, over the last few. The monotonic clock; one thread at a time.
final class Rate {

  private static final long SLOT_NANOS = Duration.ofMillis(500).toNanos();

  /// Three seconds and the half second that has begun.
  private static final int SLOTS = 7;

  private final int[] counts = new int[SLOTS];
  private long slot = Long.MIN_VALUE; // the one that counts now
  private long begun; // the first

  void count(long nanos) {
    advance(nanos);
    counts[Math.floorMod(slot, SLOTS)]++;
  }

  double at(long nanos) {
    if (slot == Long.MIN_VALUE) {
      return 0;
    }
    advance(nanos);
    long all = 0;
    for (int count : counts) {
      all += count;
    }
    long since = Math.max(begun, slot - SLOTS + 1) * SLOT_NANOS;
    return all / Math.max(1, (nanos - since) / 1e9);
  }

  private void advance(long nanos) {
    long now = Math.floorDiv(nanos, SLOT_NANOS);
    if (slot == Long.MIN_VALUE) {
      begun = now;
      slot = now;
    }
    for (long passed = Math.max(slot, now - SLOTS); passed < now; passed++) {
      counts[Math.floorMod(passed + 1, SLOTS)] = 0;
    }
    slot = Math.max(slot, now);
  }
}
