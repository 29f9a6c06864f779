package vj.workers.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An HTTP client whose exchanges are bounded: in time from the name's lookup to the last byte, and
/// in the size of the answer. Safe from any thread.
///
/// It has threads of its own, named `http`, in which names are looked up and answers put together;
/// they end when nothing has been asked for a while. A lookup that hangs holds one of them, never
/// the caller.
public final class Http implements AutoCloseable {

  /// More than one worker ever asks at once; the rest is for lookups that hang.
  private static final int THREADS = 4;

  private static final Duration IDLE = Duration.ofSeconds(10);

  private static final Duration CONNECTING = Duration.ofSeconds(5);

  private final String userAgent;
  private final ThreadPoolExecutor threads;
  private final HttpClient client;

  private Http(String userAgent, ThreadPoolExecutor threads, HttpClient client) {
    this.userAgent = userAgent;
    this.threads = threads;
    this.client = client;
  }

  /// @param userAgent sent with every request: who we are, and where to complain
  public static Http open(String userAgent) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("http").factory());
    threads.allowCoreThreadTimeOut(true);
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // one small exchange at a time: 2 has no use
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECTING)
            .executor(threads)
            .build();
    return new Http(userAgent, threads, client);
  }

  /// A request to build on, with what all of ours have.
  public HttpRequest.Builder to(URI uri) {
    return HttpRequest.newBuilder(uri).setHeader("User-Agent", userAgent);
  }

  /// Sends and waits for the whole answer, whatever its status. An interrupt ends the exchange.
  ///
  /// @param limit for all of it
  /// @param mostBytes the longest body that is taken
  /// @throws IOException naming the server and what went wrong; [AnswerTooLongException] if the
  ///   body is longer
  public Reply exchange(HttpRequest request, Duration limit, int mostBytes)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, _ -> new BoundedBody(mostBytes));
    try {
      HttpResponse<byte[]> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(server(request), response.statusCode(), response.headers(), response.body());
    } catch (TimeoutException e) {
      throw new HttpTimeoutException(
          "%s did not answer within %s s".formatted(server(request), limit.toMillis() / 1000.0));
    } catch (ExecutionException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof AnswerTooLongException tooLong) {
          throw new AnswerTooLongException(server(request) + ": " + tooLong.getMessage());
        }
      }
      throw new IOException(
          server(request) + ": " + reason(Objects.requireNonNullElse(e.getCause(), e)), e);
    } finally {
      answer.cancel(true); // closes the connection of what has not ended
    }
  }

  private static String server(HttpRequest request) {
    return request.uri().getScheme() + "://" + request.uri().getAuthority();
  }

  /// The JDK's exceptions of this kind come without a message.
  private static String reason(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
        return "no such host, or no network";
      }
    }
    if (cause instanceof ConnectException) {
      return "nobody answers there";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /// Ends what is under way.
  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
