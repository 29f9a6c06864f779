package vj.workers.lyrics.analysis;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;
import vj.bus.control.ProtocolException;
import vj.workers.http.Deadline;
import vj.workers.http.Http;
import vj.workers.http.OneLine;
import vj.workers.http.Reply;

/// The HTTP of servers of models: JSON there and back, one more try where one is asked for, errors
/// in words. Safe from any thread.
final class ModelServer {

  /// A list of models, or an answer of some hundred words, is a hundredth of it.
  private static final int MOST_BYTES = 1 << 20;

  private static final Duration MOST_PATIENCE = Duration.ofSeconds(10);
  private static final Duration UNASKED_PATIENCE = Duration.ofSeconds(1);

  private static final int MOST_REASON_CHARS = 200;

  private final Http http;
  private final URI base;
  private final Map<String, String> headers;
  private final InstantSource time;

  /// @param base what paths are put behind
  /// @param headers sent with every request
  ModelServer(Http http, URI base, Map<String, String> headers, InstantSource time) {
    this.http = http;
    this.base = base;
    this.headers = headers;
    this.time = time;
  }

  /// @param most how long it may take, the deadline aside
  @Nullable Object get(String path, Deadline deadline, Duration most)
      throws IOException, InterruptedException {
    return answer(http.exchange(request(path).GET().build(), deadline.left(most), MOST_BYTES));
  }

  @Nullable Object post(String path, Map<String, ?> body, Deadline deadline)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
            .build();
    Reply reply = http.exchange(request, deadline.left(), MOST_BYTES);
    if (!busy(reply)) {
      return answer(reply);
    }
    Duration patience = reply.retryAfter(time.instant()).orElse(UNASKED_PATIENCE);
    if (patience.compareTo(MOST_PATIENCE) > 0 || patience.compareTo(deadline.left()) >= 0) {
      throw new BusyException(words(reply), patience);
    }
    Thread.sleep(patience);
    return answer(http.exchange(request, deadline.left(), MOST_BYTES));
  }

  private HttpRequest.Builder request(String path) {
    String start = base.toString();
    String joined = (start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + path;
    HttpRequest.Builder request = http.to(URI.create(joined));
    headers.forEach(request::setHeader);
    return request;
  }

  private static boolean busy(Reply reply) {
    return reply.status() == 429 || reply.status() >= 500;
  }

  private @Nullable Object answer(Reply reply) throws IOException {
    if (reply.ok()) {
      return reply.json();
    }
    if (busy(reply)) {
      throw new BusyException(words(reply), reply.retryAfter(time.instant()).orElse(Duration.ZERO));
    }
    if (reply.status() == 400 || reply.status() == 422) {
      throw new FormRefusedException(words(reply));
    }
    throw new IOException(words(reply));
  }

  /// `http://127.0.0.1:11434 answers 404: model "x" not found`
  private static String words(Reply reply) {
    return "%s answers %d: %s"
        .formatted(reply.server(), reply.status(), OneLine.of(reason(reply), MOST_REASON_CHARS));
  }

  /// `{"error": "..."}` of Ollama, `{"error": {"message": "..."}}` of the others, or what there is.
  private static String reason(Reply reply) {
    try {
      if (reply.json() instanceof Map<?, ?> body) {
        Object error = body.get("error");
        Object message = error instanceof Map<?, ?> inner ? inner.get("message") : error;
        if (message != null) {
          return message.toString();
        }
      }
    } catch (ProtocolException _) {
      // many errors are pages of a proxy
    }
    return reply.text();
  }
}
