package vj.workers.lyrics.lookup;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A server answered, and not as agreed.
final class ServerFailure extends IOException {

  private static final long serialVersionUID = 1;

  private final transient Optional<Duration> retryAfter;

  /// @param retryAfter for how long it wants to be asked nothing, if it says so
  ServerFailure(String message, Optional<Duration> retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
