package vj.workers.audio;

/// Something that is due at even intervals, without drift, and without a burst after a pause.
final class Cadence {

  /// Frames are not laid exactly on the intervals.
  private static final long TOLERANCE_NANOS = 1_000_000;

  private final long interval;
  private boolean begun;
  private long next;

  Cadence(long intervalNanos) {
    this.interval = intervalNanos;
  }

  /// Whether it is due at `now`; if so the next time is one interval on.
  boolean due(long now) {
    if (begun && now - next < -TOLERANCE_NANOS) {
      return false;
    }
    next = begun && now - next < interval ? next + interval : now + interval;
    begun = true;
    return true;
  }

  /// It has just been done out of turn.
  void done(long now) {
    begun = true;
    next = now + interval;
  }

  /// How long since it was last done, at most one interval.
  boolean within(long now, long nanosSinceLast) {
    return begun && now - (next - interval) < nanosSinceLast;
  }
}
