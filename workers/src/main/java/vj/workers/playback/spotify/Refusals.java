package vj.workers.playback.spotify;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.ProtocolException;
import vj.workers.http.OneLine;
import vj.workers.http.Reply;

/// Reads what Spotify answers when it does not answer the question. Stateless.
final class Refusals {

  /// The window over which Spotify counts: the time to wait when it does not name one.
  private static final Duration RATE_WINDOW = Duration.ofSeconds(30);

  /// A server that asks for no time at all must not be asked in a circle.
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

  /// A developer account's quota comes back some time; asking more often does not help.
  private static final Duration QUOTA_PATIENCE = Duration.ofHours(1);

  /// For one line on a screen.
  static final int LONGEST_TEXT = 200;

  private Refusals() {}

  /// What a reply with status 429 asks for.
  static AskLater tooMany(Reply reply, Instant now) {
    Duration asked = reply.retryAfter(now).orElse(RATE_WINDOW);
    if (reply.text().contains("QUOTA_EXCEEDED")) {
      Duration after = longer(asked, QUOTA_PATIENCE);
      return new AskLater(
          "the quota of the app's developer account is used up; next try in %d min"
              .formatted(after.toMinutes()),
          after,
          true);
    }
    Duration after = longer(asked, LEAST_PATIENCE);
    return new AskLater(
        "%s has been asked too often; next try in %d s"
            .formatted(reply.server(), after.toSeconds()),
        after,
        false);
  }

  /// `https://api.spotify.com answers 503: reason`
  static String text(Reply reply) {
    String reason = reason(reply);
    String status = "%s answers %d".formatted(reply.server(), reply.status());
    return reason.isEmpty() ? status : status + ": " + reason;
  }

  /// The server's own words on one line, or nothing: its errors have one of two forms of JSON, or
  /// are plain text, or a page for browsers.
  static String reason(Reply reply) {
    Map<?, ?> answer = object(reply);
    String reason =
        switch (answer.get("error")) {
          case Map<?, ?> error when error.get("message") instanceof String message -> message;
          case String error when answer.get("error_description") instanceof String description ->
              "%s, %s".formatted(error, description);
          case String error -> error;
          case null, default -> answer.isEmpty() ? reply.text() : "";
        };
    return reason.contains("<") ? "" : OneLine.of(reason, LONGEST_TEXT);
  }

  /// The `error` of RFC 6749 5.2, or nothing.
  static String code(Reply reply) {
    return object(reply).get("error") instanceof String code ? code : "";
  }

  private static Map<?, ?> object(Reply reply) {
    try {
      @Nullable Object json = reply.json();
      return json instanceof Map<?, ?> object ? object : Map.of();
    } catch (ProtocolException _) {
      return Map.of();
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
