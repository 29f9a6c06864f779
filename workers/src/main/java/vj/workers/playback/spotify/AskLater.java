package vj.workers.playback.spotify;

import java.io.IOException;
import java.time.Duration;

/// Spotify has answered that it will not answer for a while.
final class AskLater extends IOException {
  private static final long serialVersionUID = 1L;

  private final Duration after;
  private final boolean standing;

  /// @param after when to ask again
  /// @param standing it will not pass by itself, and people should know at once
  AskLater(String why, Duration after, boolean standing) {
    super(why);
    this.after = after;
    this.standing = standing;
  }

  Duration after() {
    return after;
  }

  boolean standing() {
    return standing;
  }
}
