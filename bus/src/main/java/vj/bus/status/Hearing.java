package vj.bus.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is known over time about one worker's heartbeats; one look at its socket cannot tell it.
/// Immutable.
///
/// @param last when it was last heard; empty if it never was
/// @param age since then, on the monotonic clock
public record Hearing(Pulse pulse, Optional<Instant> last, Optional<Duration> age) {

  /// Nobody has listened.
  public static final Hearing NONE = new Hearing(Pulse.UNKNOWN, Optional.empty(), Optional.empty());

  /// How regularly it is heard.
  public enum Pulse {
    UNKNOWN,
    STEADY,
    /// A heartbeat is overdue by `unhealthy_after`.
    OVERDUE,
    /// A heartbeat is overdue by `silent_after`.
    LOST
  }
}
