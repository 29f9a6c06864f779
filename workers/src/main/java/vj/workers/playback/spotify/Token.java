package vj.workers.playback.spotify;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vj.bus.control.ProtocolException;

/// What a login has brought: the right to ask, for an hour, and the right to ask for it anew.
///
/// @param clientId of the app that it was given to; no other may refresh it
/// @param access goes with every question
/// @param refresh buys the next one
/// @param expires when `access` ends
/// @param loggedIn when a person last allowed it
record Token(String clientId, String access, String refresh, Instant expires, Instant loggedIn) {

  /// A question that is under way when the token expires would be refused.
  private static final Duration MARGIN = Duration.ofSeconds(60);

  /// Spotify's rule since July 2026, counted from the login; refreshing does not extend it.
  private static final int LOGIN_MONTHS = 6;

  /// Beyond any date that a clock shows; what a file says is not to be trusted.
  private static final long LAST_SECOND = 100_000_000_000L;

  /// What may stand in a header (RFC 6750 2.1 allows even less).
  private static final Pattern PRINTED = Pattern.compile("[\\x21-\\x7e]+");

  boolean freshAt(Instant now) {
    return now.plus(MARGIN).isBefore(expires);
  }

  /// The same, but to be refreshed before it is used again.
  Token spent() {
    return new Token(clientId, access, refresh, Instant.EPOCH, loggedIn);
  }

  /// About when Spotify will ask for a new login.
  Instant loginEnds() {
    return loggedIn.atOffset(ZoneOffset.UTC).plusMonths(LOGIN_MONTHS).toInstant();
  }

  Map<String, Object> plain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("client_id", clientId);
    plain.put("access_token", access);
    plain.put("refresh_token", refresh);
    plain.put("expires_at", expires.getEpochSecond());
    plain.put("logged_in_at", loggedIn.getEpochSecond());
    return plain;
  }

  /// @param origin what messages begin with
  static Token of(Map<String, @Nullable Object> plain, String origin) throws ProtocolException {
    return new Token(
        text(plain, "client_id", origin),
        text(plain, "access_token", origin),
        text(plain, "refresh_token", origin),
        time(plain.get("expires_at")),
        time(plain.get("logged_in_at")));
  }

  /// @throws ProtocolException without the text: it may be a secret
  static String text(Map<String, @Nullable Object> plain, String key, String origin)
      throws ProtocolException {
    if (!(plain.get(key) instanceof String text) || text.isBlank()) {
      throw new ProtocolException("%s: no %s".formatted(origin, key));
    }
    if (!PRINTED.matcher(text).matches()) {
      throw new ProtocolException("%s: %s holds what none does".formatted(origin, key));
    }
    return text;
  }

  /// What is no time was long ago: the token is then refreshed.
  private static Instant time(@Nullable Object epochSecond) {
    return epochSecond instanceof Long second && second >= 0 && second <= LAST_SECOND
        ? Instant.ofEpochSecond(second)
        : Instant.EPOCH;
  }

  /// Without the secrets: this may come into a log.
  @Override
  public String toString() {
    return "Token[%s, expires %s]".formatted(clientId, expires);
  }
}
