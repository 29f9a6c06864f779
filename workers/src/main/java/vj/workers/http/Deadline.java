package vj.workers.http;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// When something that takes several exchanges has to be over, on a monotonic clock. Immutable.
public final class Deadline {

  private final LongSupplier nanos;
  private final long start;
  private final Duration limit;

  private Deadline(LongSupplier nanos, Duration limit) {
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.limit = limit;
  }

  /// @param nanos counts as [System#nanoTime] does
  public static Deadline in(Duration limit, LongSupplier nanos) {
    return new Deadline(nanos, limit);
  }

  /// What is left, a millisecond at least.
  ///
  /// @throws HttpTimeoutException when nothing is
  public Duration left() throws HttpTimeoutException {
    Duration left = limit.minusNanos(nanos.getAsLong() - start);
    if (left.toMillis() < 1) {
      throw new HttpTimeoutException("not done within %s s".formatted(limit.toMillis() / 1000.0));
    }
    return left;
  }

  /// What is left, but no more than `most`.
  ///
  /// @throws HttpTimeoutException when nothing is left
  public Duration left(Duration most) throws HttpTimeoutException {
    Duration left = left();
    return left.compareTo(most) < 0 ? left : most;
  }
}
