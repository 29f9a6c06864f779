package vj.workers.status;

import java.time.Duration;
import java.util.function.LongSupplier;

/// The monotonic clock without the times in which this process did not run. Were they counted, all
/// workers would have fallen silent while we were the one that was stopped.
///
/// Somebody must read it at least every two seconds. Safe from any thread.
final class AwakeTime implements LongSupplier {

  /// The loop reads it twice a second.
  private static final long STALL_NANOS = Duration.ofSeconds(2).toNanos();

  private final LongSupplier nanos;

  // The lock (this) protects the fields below.
  private long last;
  private long lost;

  AwakeTime(LongSupplier nanos) {
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  @Override
  public synchronized long getAsLong() {
    long now = nanos.getAsLong();
    if (now - last > STALL_NANOS) {
      lost += now - last;
    }
    last = now;
    return now - lost;
  }
}
