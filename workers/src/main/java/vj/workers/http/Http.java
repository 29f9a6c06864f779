package vj.workers.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// An HTTP client whose exchanges are bounded: in time from the name's lookup to the last byte, and
/// in the size of the answer. Safe from any thread.
///
/// It has threads of its own, named `http`, in which names are looked up and answers put together;
/// they end when nothing has been asked for a while. A lookup that hangs holds one of them, never
/// the caller; but enough of them hold up everything else, so that each service has an `Http` of
/// its own. What an HTTP client costs, TLS above all, is paid by the first exchange: most workers
/// open more of these than they ever use.
public final class Http implements AutoCloseable {

  /// More than one worker ever asks at once; the rest is for lookups that hang.
  private static final int THREADS = 4;

  private static final Duration IDLE = Duration.ofSeconds(10);

  private static final Duration CONNECTING = Duration.ofSeconds(5);

  private final String userAgent;
  private final ThreadPoolExecutor threads;
  private final HttpClient.Redirect redirect;

  // guarded by this
  private @Nullable HttpClient client;
  private boolean closed;

  private Http(String userAgent, ThreadPoolExecutor threads, HttpClient.Redirect redirect) {
    this.userAgent = userAgent;
    this.threads = threads;
    this.redirect = redirect;
  }

  /// Goes where servers send it.
  ///
  /// @param userAgent sent with every request: who we are, and which version
  public static Http open(String userAgent) {
    return open(userAgent, HttpClient.Redirect.NORMAL);
  }

  /// @param redirect `NEVER` for who sends secrets: the JDK hands a body on to other servers, too
  public static Http open(String userAgent, HttpClient.Redirect redirect) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("http").factory());
    threads.allowCoreThreadTimeOut(true);
    return new Http(userAgent, threads, redirect);
  }

  private synchronized HttpClient client() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1) // one small exchange at a time: 2 has no use
              .followRedirects(redirect)
              .connectTimeout(CONNECTING)
              .executor(threads)
              .build();
      client = known;
    }
    return known;
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
    HttpResponse<byte[]> response =
        whole(
            client().sendAsync(request, _ -> new BoundedBody(mostBytes)),
            server(request.uri()),
            limit);
    return new Reply(
        server(request.uri()), response.statusCode(), response.headers(), response.body());
  }

  /// As [#exchange], but what comes is written to `file` and never in memory as a whole. Unless
  /// this returns, the file may hold anything, and be written to for a moment yet.
  ///
  /// @param file replaced
  /// @throws IOException for any answer but 200, too
  public void download(HttpRequest request, Duration limit, Path file, long mostBytes)
      throws IOException, InterruptedException {
    BodyHandler<Path> toFile =
        BodyHandlers.ofFile(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    BodyHandler<Path> ifThere =
        answer ->
            answer.statusCode() == 200 ? toFile.apply(answer) : BodySubscribers.replacing(file);
    String server = server(request.uri());
    HttpResponse<Path> response =
        whole(
            client().sendAsync(request, BodyHandlers.limiting(ifThere, mostBytes)), server, limit);
    if (response.statusCode() != 200) {
      throw new IOException("%s answers %d".formatted(server, response.statusCode()));
    }
  }

  /// Opens a WebSocket, the caller's to abort. Its listener is called in a thread of ours; it may
  /// still hear that the socket is open after this has given up waiting, and aborts it then.
  ///
  /// @param uri `ws:` or `wss:`
  public WebSocket connect(URI uri, WebSocket.Listener listener, Duration limit)
      throws IOException, InterruptedException {
    CompletableFuture<WebSocket> opening =
        client()
            .newWebSocketBuilder()
            .header("User-Agent", userAgent)
            .connectTimeout(limit)
            .buildAsync(uri, listener);
    return whole(opening, server(uri), limit);
  }

  /// Waits for all of it; an interrupt, or the limit, ends it.
  private static <T> T whole(CompletableFuture<T> answer, String server, Duration limit)
      throws IOException, InterruptedException {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException(
          "%s did not answer within %s s".formatted(server, limit.toMillis() / 1000.0));
    } catch (ExecutionException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof AnswerTooLongException tooLong) {
          throw new AnswerTooLongException(server + ": " + tooLong.getMessage());
        }
      }
      throw new IOException(server + ": " + reason(Objects.requireNonNullElse(e.getCause(), e)), e);
    } finally {
      answer.cancel(true); // closes the connection of what has not ended
    }
  }

  private static String server(URI uri) {
    return uri.getScheme() + "://" + uri.getAuthority();
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
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.shutdownNow();
    }
    threads.shutdownNow();
  }
}
