package vj.workers.playback.spotify;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// One answer, and how it goes wrong.
///
/// @param missing bytes that are promised and never sent
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record FakeReply(int status, Map<String, String> headers, byte[] body, int missing) {

  static FakeReply json(int status, String body) {
    return new FakeReply(
        status,
        Map.of("Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8),
        0);
  }

  static FakeReply nothing() {
    return new FakeReply(204, Map.of(), new byte[0], 0);
  }

  static FakeReply redirect(String to) {
    return redirect(302, to);
  }

  static FakeReply redirect(int status, String to) {
    return new FakeReply(status, Map.of("Location", to), new byte[0], 0);
  }

  static FakeReply tooMany(String body, String... retryAfter) {
    Map<String, String> headers =
        retryAfter.length == 0 ? Map.of() : Map.of("Retry-After", retryAfter[0]);
    return new FakeReply(429, headers, body.getBytes(StandardCharsets.UTF_8), 0);
  }

  /// The connection ends in the middle.
  FakeReply torn() {
    return new FakeReply(status, headers, body, 100);
  }

  void send(HttpExchange exchange) throws IOException {
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    long length = (long) body.length + missing;
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    OutputStream out = exchange.getResponseBody();
    out.write(body);
    out.flush();
    if (missing > 0) {
      throw new IOException("torn"); // on which the server drops the connection
    }
    exchange.close();
  }
}
