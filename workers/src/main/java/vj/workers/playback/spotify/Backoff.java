package vj.workers.playback.spotify;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after one failure and the next: twice as long each time, up to a limit, and
/// never quite the same, so that many that fail together do not come back together. One thread.
final class Backoff {

  private static final Duration MOST = Duration.ofSeconds(60);

  /// Either way, as a part of the whole.
  private static final double JITTER = 0.2;

  private final Duration first;
  private final RandomGenerator random;
  private Duration next;

  Backoff(Duration first, RandomGenerator random) {
    this.first = first;
    this.random = random;
    this.next = first;
  }

  Duration next() {
    Duration now = next;
    Duration twice = now.multipliedBy(2);
    next = twice.compareTo(MOST) > 0 ? MOST : twice;
    double jittered = now.toNanos() * (1 + JITTER * (2 * random.nextDouble() - 1));
    return Duration.ofNanos((long) jittered);
  }

  /// After a success.
  void reset() {
    next = first;
  }
}
