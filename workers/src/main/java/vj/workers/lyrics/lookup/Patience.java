package vj.workers.lyrics.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// How long to wait before the same question is asked again, and before any is if the server has
/// asked for that. Safe from any thread.
final class Patience {

  /// No more than a minute: a network that is back should find a song that still plays.
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));

  private record Failures(String key, int count) {}

  /// Of the song asked for last: one song plays at a time.
  private final AtomicReference<@Nullable Failures> failures = new AtomicReference<>();

  private volatile Rest rest = new Rest(Instant.EPOCH, Duration.ZERO, "");

  /// What the server has asked for.
  ///
  /// @param why in its own words
  record Rest(Instant from, Duration length, String why) {

    /// What is left of it. A clock that was put back ends it.
    Duration left(Instant now) {
      return now.isBefore(from) ? Duration.ZERO : length.minus(Duration.between(from, now));
    }
  }

  /// What is left of the rest that the server wants, if anything is.
  Optional<Outcome.Failed> resting(Instant now) {
    Rest wanted = rest;
    Duration left = wanted.left(now);
    return left.isPositive()
        ? Optional.of(new Outcome.Failed(wanted.why(), left))
        : Optional.empty();
  }

  /// From now on no song is asked for until it has had its rest.
  void rest(Rest wanted) {
    rest = wanted;
  }

  /// @return longer with each failure of the same song in a row
  Duration afterFailure(String key) {
    Failures now =
        failures.accumulateAndGet(
            new Failures(key, 1),
            (before, first) ->
                before != null && before.key.equals(first.key)
                    ? new Failures(first.key, before.count + 1)
                    : first);
    int count = now == null ? 1 : now.count;
    return WAITS.get(Math.min(count, WAITS.size()) - 1);
  }

  void afterAnswer() {
    failures.set(null);
  }
}
