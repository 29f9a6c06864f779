package vj.workers.status.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MetricsEndpointTest {

  private final AtomicLong nanos = new AtomicLong(-5);
  private final MetricsEndpoint endpoint = new MetricsEndpoint(Pictures::allWell, nanos::get);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    endpoint.close();
    client.close();
  }

  @Test
  void hasNoPageWithoutAPort() {
    assertEquals(Optional.empty(), endpoint.follow(0));
  }

  @Test
  void servesThePictureAtThePortAtOnce() throws Exception {
    int port = freePort();

    Optional<String> trouble = endpoint.follow(port);

    assertEquals(Optional.empty(), trouble);
    HttpResponse<String> page = get(port, "/metrics", "");
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("vj_worker_up{worker=\"audio_analyzer\"} 1.0\n"));
  }

  @Test
  void speaksTheFormatThatIsAskedFor() throws Exception {
    int port = freePort();
    endpoint.follow(port);

    HttpResponse<String> open =
        get(port, "/metrics", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
    HttpResponse<String> text = get(port, "/metrics", "text/plain;version=0.0.4;q=1,*/*;q=0.1");

    assertTrue(type(open).startsWith("application/openmetrics-text; version=1.0.0"));
    assertTrue(open.body().endsWith("# EOF\n"));
    assertTrue(type(text).startsWith("text/plain; version=0.0.4"));
  }

  @Test
  void leadsToThePageAndHasNothingElse() throws Exception {
    int port = freePort();
    endpoint.follow(port);

    assertTrue(get(port, "/", "").body().contains("href=\"/metrics\""));
    assertEquals(404, get(port, "/metrics/", "").statusCode());
    assertEquals(404, get(port, "/etc/passwd", "").statusCode());
    assertEquals(405, send(port, "/metrics", "POST").statusCode());
    assertEquals("", send(port, "/metrics", "HEAD").body());
  }

  @Test
  void tellsHowLongTheLoopHasNotComeBy() throws Exception {
    int port = freePort();
    endpoint.follow(port);

    nanos.addAndGet(Duration.ofSeconds(40).toNanos());

    assertTrue(get(port, "/metrics", "").body().contains("vj_status_picture_age_seconds 40.0\n"));
    endpoint.follow(port);
    assertTrue(get(port, "/metrics", "").body().contains("vj_status_picture_age_seconds 0.0\n"));
  }

  @Test
  void listensOnLoopbackOnly() throws Exception {
    int port = freePort();

    endpoint.follow(port);

    try (ServerSocket other = new ServerSocket()) { // where it listens nobody else can
      other.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), port));
    }
  }

  @Test
  void movesToAnotherPortAndLeavesTheFirst() throws Exception {
    int first = freePort();
    endpoint.follow(first);
    int second = freePort();

    endpoint.follow(second);

    assertEquals(200, get(second, "/metrics", "").statusCode());
    assertThrows(ConnectException.class, () -> connect(first));
    bind(first).close();
  }

  @Test
  void freesThePortAtOnceEvenWhileClientsAreConnected() throws Exception {
    int port = freePort();
    endpoint.follow(port);
    try (Socket silent = connect(port)) {
      get(port, "/metrics", "");

      endpoint.close();
      endpoint.close();

      bind(port).close();
      assertEquals(-1, silent.getInputStream().read());
    }
  }

  @Test
  void saysThatThePortIsTakenAndTakesItWithinFiveSecondsOfItsRelease() throws Exception {
    ServerSocket taken = bind(0);
    int port = taken.getLocalPort();
    String trouble = endpoint.follow(port).orElseThrow();
    assertTrue(trouble.contains("port " + port), trouble);
    assertTrue(trouble.contains("vj config set status metrics_port=N"), trouble);
    taken.close();

    nanos.addAndGet(Duration.ofMillis(4_900).toNanos());
    assertEquals(Optional.of(trouble), endpoint.follow(port));
    nanos.addAndGet(Duration.ofMillis(100).toNanos());

    assertEquals(Optional.empty(), endpoint.follow(port));
    assertEquals(200, get(port, "/metrics", "").statusCode());
  }

  @Test
  void forgetsATakenPortThatIsNoLongerWanted() throws Exception {
    try (ServerSocket taken = bind(0)) {
      endpoint.follow(taken.getLocalPort());

      assertEquals(Optional.empty(), endpoint.follow(0));
      assertEquals(Optional.empty(), endpoint.follow(freePort()));
    }
  }

  @Test
  void saysSoWhenThePictureCannotBeTold() throws Exception {
    try (MetricsEndpoint broken =
        new MetricsEndpoint(
            () -> {
              throw new IllegalStateException("a bug");
            },
            nanos::get)) {
      int port = freePort();
      broken.follow(port);

      assertEquals(500, get(port, "/metrics", "").statusCode());
      assertEquals(200, get(port, "/", "").statusCode());
    }
  }

  private HttpResponse<String> get(int port, String path, String accept) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(port, path));
    if (!accept.isEmpty()) {
      request.header("Accept", accept);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(int port, String path, String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(port, path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
  }

  private static String type(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Type").orElseThrow();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = bind(0)) {
      return socket.getLocalPort();
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  private static Socket connect(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }
}
