package vj.workers.audio.source;

/// Time that passes only by waiting for it, or when a test says so.
final class ManualClock implements MonotonicClock {

  private long nanos = 1_000;

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void sleep(long wait) {
    nanos += wait;
  }

  void advanceMillis(long millis) {
    nanos += millis * 1_000_000;
  }

  double seconds() {
    return (nanos - 1_000) / 1e9;
  }
}
