package vj.workers.playback.spotify;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vj.bus.control.ProtocolException;
import vj.workers.http.Http;
import vj.workers.http.Reply;

/// Spotify's accounts service: gives tokens for a login's code or for an older token (RFC 6749
/// 4.1.3 and 6, RFC 7636 4.5). Stateless.
final class Accounts {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /// Answers have less than one kilobyte.
  private static final int LONGEST_ANSWER = 64 << 10;

  /// Errors that asking again does not mend.
  private static final Set<String> FINAL =
      Set.of("invalid_grant", "invalid_client", "unauthorized_client");

  private static final long USUAL_LIFE_SECONDS = 3600;

  private final Http http;
  private final URI base;
  private final InstantSource clock;

  /// @param http is the caller's
  /// @param base `https://accounts.spotify.com`
  Accounts(Http http, URI base, InstantSource clock) {
    this.http = http;
    this.base = base;
    this.clock = clock;
  }

  /// Turns the code of a login into a token.
  ///
  /// @param redirect the very one that the code was sent to
  Token redeem(String clientId, String code, URI redirect, String verifier)
      throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirect.toString());
    form.put("client_id", clientId);
    form.put("code_verifier", verifier);
    Map<String, @Nullable Object> answer = post(form);
    String refresh = Token.text(answer, "refresh_token", base.toString());
    return token(answer, clientId, refresh, clock.instant());
  }

  /// The next token. From then on `old` may be worth nothing.
  ///
  /// @throws LoginNeeded when it is worth nothing now
  Token refresh(Token old) throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", old.refresh());
    form.put("client_id", old.clientId());
    Map<String, @Nullable Object> answer = post(form);
    // Spotify has stopped to send a new one each time: then the old one goes on.
    String refresh =
        answer.get("refresh_token") == null
            ? old.refresh()
            : Token.text(answer, "refresh_token", base.toString());
    return token(answer, old.clientId(), refresh, old.loggedIn());
  }

  private Token token(
      Map<String, @Nullable Object> answer, String clientId, String refresh, Instant loggedIn)
      throws ProtocolException {
    long life =
        answer.get("expires_in") instanceof Long seconds && seconds > 0 && seconds < 1 << 30
            ? seconds
            : USUAL_LIFE_SECONDS;
    return new Token(
        clientId,
        Token.text(answer, "access_token", base.toString()),
        refresh,
        clock.instant().plusSeconds(life),
        loggedIn);
  }

  @SuppressWarnings("unchecked") // the codec makes maps with string keys only
  private Map<String, @Nullable Object> post(Map<String, String> form)
      throws IOException, InterruptedException {
    Reply reply =
        http.exchange(
            http.to(URI.create(base + "/api/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(encoded(form)))
                .build(),
            LIMIT,
            LONGEST_ANSWER);
    if (reply.status() == 429) {
      throw Refusals.tooMany(reply, clock.instant());
    }
    if (FINAL.contains(Refusals.code(reply))) {
      throw new LoginNeeded(
          "Spotify no longer accepts the login (%s); log in again"
              .formatted(Refusals.reason(reply)));
    }
    if (!reply.ok()) {
      throw new IOException(Refusals.text(reply));
    }
    if (reply.json() instanceof Map<?, ?> answer) {
      return (Map<String, @Nullable Object>) answer;
    }
    throw new ProtocolException(reply.server() + ": not an object");
  }

  /// `application/x-www-form-urlencoded`.
  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
