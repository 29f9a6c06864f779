package vj.workers.playback.spotify;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What `get_state` shows of the Web API. Written by the polling thread, read by any.
final class Gauges {

  private final AtomicLong asked = new AtomicLong();
  private volatile long roundTripNanos;
  private volatile String fault = "";
  private volatile @Nullable Instant loginEnds;

  /// @param loginEnds about when the login does that was asked with
  void asked(Instant loginEnds) {
    asked.incrementAndGet();
    this.loginEnds = loginEnds;
  }

  void roundTrip(long nanos) {
    roundTripNanos = nanos;
  }

  /// @param why the last question came to nothing; empty: it did not
  void fault(String why) {
    fault = why;
  }

  void state(Map<String, @Nullable Object> data) {
    data.put("web_requests", asked.get());
    data.put("web_round_trip_ms", Math.round(roundTripNanos / 1e4) / 100.0);
    data.put("web_fault", fault.isEmpty() ? null : fault);
    Instant ends = loginEnds;
    data.put("login_ends_at", ends == null ? null : ends.toString());
  }
}
