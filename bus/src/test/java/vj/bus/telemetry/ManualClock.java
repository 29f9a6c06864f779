package vj.bus.telemetry;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Nanoseconds that pass only when told to. Starts below 0, as a monotonic clock may.
final class ManualClock implements LongSupplier {

  private final AtomicLong nanos = new AtomicLong(-1_000_000_000_000L);

  void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  @Override
  public long getAsLong() {
    return nanos.get();
  }
}
