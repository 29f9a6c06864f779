package vj.workers.playback.spotify;

import java.io.IOException;
import java.util.Objects;

/// Nothing but a person can mend it, by logging in. The message says so.
final class LoginNeeded extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param why ends where `: vj spotify login` makes sense
  LoginNeeded(String why) {
    super(why + ": vj spotify login");
  }

  /// There is no login at all.
  static LoginNeeded never() {
    return new LoginNeeded("not logged in to Spotify");
  }

  String text() {
    return Objects.requireNonNull(getMessage());
  }
}
