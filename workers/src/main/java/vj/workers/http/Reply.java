package vj.workers.http;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;
import vj.bus.control.ProtocolException;

/// A whole answer of an HTTP server.
///
/// @param server for messages: scheme, host and port
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Reply(String server, int status, HttpHeaders headers, byte[] body) {

  /// A server that asks for more patience than this is told again after it.
  private static final Duration MOST_PATIENCE = Duration.ofHours(12);

  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /// As UTF-8, whatever the server calls it; what is not becomes U+FFFD.
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// The body as plain Java.
  ///
  /// @throws ProtocolException if it is not JSON, naming server, line and column
  public @Nullable Object json() throws ProtocolException {
    return Json.value(text(), server);
  }

  /// How long the server asks to be left alone: `Retry-After` in seconds or as a date (RFC 9110
  /// 10.2.3), 12 h at most. What cannot be read counts as absent.
  ///
  /// @param now for a date
  public Optional<Duration> retryAfter(Instant now) {
    return headers
        .firstValue("Retry-After")
        .flatMap(value -> patience(value.strip(), now))
        .map(asked -> asked.isNegative() ? Duration.ZERO : asked)
        .map(asked -> asked.compareTo(MOST_PATIENCE) > 0 ? MOST_PATIENCE : asked);
  }

  private static Optional<Duration> patience(String value, Instant now) {
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      ZonedDateTime until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(now, until.toInstant()));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
