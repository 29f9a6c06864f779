package vj.workers.playback.spotify;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.ProtocolException;
import vj.bus.status.FaultText;
import vj.workers.playback.spotify.TokenFile.Stamp;

/// A login in use: hands out an access token that is valid, and refreshes it in time. It follows
/// the file, so that a login or logout by a command counts at once. One thread.
final class Session {

  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private final TokenFile file;
  private final Accounts accounts;
  private final InstantSource clock;

  /// Enough to come by somebody who knows the password.
  private static final Duration WARNING = Duration.ofDays(14);

  private Optional<Token> held = Optional.empty();
  private Stamp seen = Stamp.NOTHING;

  /// The end that was warned of.
  private Instant warnedOf = Instant.MAX;

  /// What is held could not be written: the file is older.
  private boolean unsaved;

  Session(TokenFile file, Accounts accounts, InstantSource clock) {
    this.file = file;
    this.accounts = accounts;
    this.clock = clock;
  }

  /// Asks the accounts service only when the token is about to expire.
  ///
  /// @throws LoginNeeded when there is no login, or an end to it
  /// @throws IOException when it cannot be refreshed now
  String accessToken() throws IOException, InterruptedException {
    Stamp now = file.stamp();
    if (held.isEmpty() || !now.equals(seen)) {
      held = Optional.empty();
      seen = now;
      unsaved = false;
      held = Optional.of(stored());
    }
    Token token = held.get();
    warnOfTheEnd(token);
    if (unsaved) {
      file.alone(() -> save(token));
    }
    return token.freshAt(clock.instant()) ? token.access() : file.alone(this::refresh).access();
  }

  /// The service has refused `access`: the next one must be another.
  void refused(String access) {
    held = held.map(token -> token.access().equals(access) ? token.spent() : token);
  }

  /// The state of the file that is in use, or of no use.
  Stamp seen() {
    return seen;
  }

  /// Whether somebody has logged in or out since the last look.
  boolean changed() {
    return !file.stamp().equals(seen);
  }

  private Token stored() throws IOException {
    try {
      return file.read().orElseThrow(LoginNeeded::never);
    } catch (ProtocolException e) {
      throw new LoginNeeded(e.getMessage() + "; log in again");
    }
  }

  private Token refresh() throws IOException, InterruptedException {
    Token old = held.orElseThrow();
    if (!unsaved) {
      Token now = stored();
      if (!now.access().equals(old.access())) {
        // a login came while we waited for the file
        held = Optional.of(now);
        seen = file.stamp();
        if (now.freshAt(clock.instant())) {
          return now;
        }
        old = now;
      }
    }
    try {
      Token next = accounts.refresh(old);
      held = Optional.of(next);
      return save(next);
    } catch (LoginNeeded refused) {
      keepRefusal(old, refused);
      throw refused;
    }
  }

  /// So that who asks for the state of the login hears of it.
  private void keepRefusal(Token token, LoginNeeded refused) {
    try {
      file.writeRefused(token, refused.text());
      seen = file.stamp();
    } catch (IOException e) {
      log.warn("that the login is refused cannot be kept: {}", FaultText.of(e));
    }
  }

  /// About when the login in use does; never before the first token.
  Instant loginEnds() {
    return held.map(Token::loginEnds).orElse(Instant.MAX);
  }

  /// While there is time to mend it.
  private void warnOfTheEnd(Token token) {
    Instant ends = token.loginEnds();
    if (!ends.equals(warnedOf) && clock.instant().isAfter(ends.minus(WARNING))) {
      warnedOf = ends;
      log.warn("Spotify ends this login about {}: vj spotify login", ends);
    }
  }

  /// Before the new token is used: if this process dies, the file must hold what is still valid. A
  /// disk that takes nothing does not stop the show; it is tried again at every question.
  private Token save(Token token) {
    try {
      file.write(token);
      seen = file.stamp();
      unsaved = false;
    } catch (IOException e) {
      if (!unsaved) {
        log.warn("the login may not survive a restart: {}", FaultText.of(e));
      }
      unsaved = true;
    }
    return token;
  }
}
