package vj.workers.audio.source;

/// Holds a reader back to the speed at which the samples would be heard. Confined to the reader's
/// thread.
final class Pacer {

  private static final long SECOND = 1_000_000_000L;

  /// A file that is late by less than this (a slow disk, a busy machine) is caught up with, so that
  /// its beats stay where they were. A longer pause (a laptop that slept) moves all that follows:
  /// racing through the gap would show beats that nobody hears.
  private static final long FILE_SLACK = 250_000_000L;

  /// Two clocks never agree: a writer that plays in real time by its own sound card may be some
  /// 0.01 % faster than our clock. Held to exactly 1.0, the pipe would fill up and stay full, and
  /// everything would lag by its 64 kB (0.37 s) for ever. At 1.002 a backlog only shrinks, and one
  /// who writes as fast as he can is still held to a speed that nobody hears or sees.
  private static final double PIPE_SPEED = 1.002;

  /// A writer delivers in blocks; one of up to this long passes at once after a wait for it.
  private static final long PIPE_BURST = 50_000_000L;

  private final MonotonicClock clock;
  private final int sampleRate;
  private final long secondNanos;
  private final long slackNanos;
  private final long keptNanos;
  private boolean started;
  private long anchor;
  private long frames;

  private Pacer(
      MonotonicClock clock, int sampleRate, double speed, long slackNanos, long keptNanos) {
    this.clock = clock;
    this.sampleRate = sampleRate;
    this.secondNanos = Math.round(SECOND / speed);
    this.slackNanos = slackNanos;
    this.keptNanos = keptNanos;
  }

  /// Real time; whoever falls far behind goes on from there.
  static Pacer file(MonotonicClock clock, int sampleRate) {
    return new Pacer(clock, sampleRate, 1.0, FILE_SLACK, 0);
  }

  /// A token bucket: a little faster than real time, and unused time is kept up to a small burst.
  static Pacer pipe(MonotonicClock clock, int sampleRate) {
    return new Pacer(clock, sampleRate, PIPE_SPEED, PIPE_BURST, PIPE_BURST);
  }

  /// Waits until the next `count` frames would have been heard to their end.
  void await(int count) throws InterruptedException {
    if (!started) {
      started = true;
      anchor = clock.nanos();
    }
    frames += count;
    while (frames >= sampleRate) { // keeps the arithmetic exact for days
      frames -= sampleRate;
      anchor += secondNanos;
    }
    long due = anchor + frames * secondNanos / sampleRate;
    long wait = due - clock.nanos();
    if (wait > 0) {
      clock.sleep(wait);
    } else if (-wait > slackNanos) {
      anchor += -wait - keptNanos;
    }
  }
}
