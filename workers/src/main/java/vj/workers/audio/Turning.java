package vj.workers.audio;

import java.util.function.LongSupplier;

/// Whether another thread still turns, from a count that it keeps. Confined to whoever asks.
final class Turning {

  private final LongSupplier turns;
  private final long limitNanos;
  private long lastCount;
  private long lastChange;

  Turning(LongSupplier turns, long limitNanos, long now) {
    this.turns = turns;
    this.limitNanos = limitNanos;
    this.lastCount = turns.getAsLong();
    this.lastChange = now;
  }

  boolean goesOn(long now) {
    long count = turns.getAsLong();
    if (count != lastCount) {
      lastCount = count;
      lastChange = now;
    }
    return now - lastChange < limitNanos;
  }
}
