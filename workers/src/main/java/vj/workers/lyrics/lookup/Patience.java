package vj.workers.lyrics.lookup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// How long to wait before the same question is asked again. Safe from any thread.
final class Patience {

  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(300));

  private record Failures(String key, int count) {}

  /// Of the song asked for last: one song plays at a time.
  private final AtomicReference<@Nullable Failures> failures = new AtomicReference<>();

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
