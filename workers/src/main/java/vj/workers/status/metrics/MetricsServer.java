package vj.workers.status.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET /metrics` on 127.0.0.1, in Prometheus's text format or as OpenMetrics, whichever is asked
/// for. Owns its port and its threads; nothing that a client does or leaves undone reaches the
/// worker's own.
final class MetricsServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(MetricsServer.class);

  /// Prometheus is one client; a person with a browser is another.
  private static final int THREADS = 4;

  private static final int MOST_CONNECTIONS = 256;

  /// The JDK's server has no other way to be told. Without these a client may be silent for ever,
  /// and send 380 KiB of header. It reads them once for the process, and nothing else here uses it.
  private static final Map<String, String> LIMITS =
      Map.of(
          "jdk.httpserver.maxConnections", String.valueOf(MOST_CONNECTIONS),
          "sun.net.httpserver.maxIdleConnections", "16",
          "sun.net.httpserver.maxReqHeaders", "64",
          "sun.net.httpserver.maxReqHeaderSize", "16384", // bytes
          "sun.net.httpserver.maxReqTime", "2", // seconds, for the whole request
          "sun.net.httpserver.maxRspTime", "5", // seconds, until the answer is read
          "sun.net.httpserver.clockTick", "1000"); // milliseconds between looks for silent ones

  private static final List<String> NO_WISH = List.of();

  private static final byte[] INDEX =
      """
      <!DOCTYPE html>
      <title>vj-status</title>
      <p>Metrics of the VJ service bundle, for Prometheus: <a href="/metrics">/metrics</a>
      """
          .getBytes(StandardCharsets.UTF_8);

  private final int port;
  private final Supplier<MetricSnapshots> metrics;
  private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
  private final ExpositionFormatWriter text = PrometheusTextFormatWriter.create();

  // Threads that have nothing to do end: between two scrapes there is none.
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_CONNECTIONS),
          Thread.ofPlatform().name("metrics").daemon().factory());

  private final AtomicBoolean complained = new AtomicBoolean();

  private Optional<HttpServer> server = Optional.empty();

  /// @param port 0 for any that is free
  MetricsServer(int port, Supplier<MetricSnapshots> metrics) {
    this.port = port;
    this.metrics = metrics;
  }

  void start() throws IOException {
    LIMITS.forEach(System::setProperty);
    threads.allowCoreThreadTimeOut(true);
    var address = new InetSocketAddress(loopback(), port);
    HttpServer opened = HttpServer.create(address, MOST_CONNECTIONS);
    opened.createContext("/", this::answer);
    opened.setExecutor(threads);
    opened.start();
    server = Optional.of(opened);
  }

  /// By number: what a name means is the machine's configuration.
  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  String url() {
    int bound = server.map(opened -> opened.getAddress().getPort()).orElse(port);
    return "http://127.0.0.1:%d/metrics".formatted(bound);
  }

  @Override
  public void close() {
    server.ifPresent(opened -> opened.stop(0));
    server = Optional.empty();
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        refuse(exchange, 405, "only GET is possible here");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/metrics" -> metrics(exchange);
        case "/" -> send(exchange, 200, "text/html; charset=utf-8", INDEX);
        default -> refuse(exchange, 404, "there is nothing but /metrics");
      }
    }
  }

  private void metrics(HttpExchange exchange) throws IOException {
    String wish = String.join(",", exchange.getRequestHeaders().getOrDefault("Accept", NO_WISH));
    ExpositionFormatWriter format = openMetrics.accepts(wish) ? openMetrics : text;
    var page = new ByteArrayOutputStream();
    try {
      format.write(page, metrics.get());
    } catch (RuntimeException e) { // the JDK's server would hide our bug from everybody
      if (!complained.getAndSet(true)) {
        log.error("the metrics cannot be told: {}", e.toString(), e);
      }
      refuse(exchange, 500, "the metrics cannot be told; the log of vj-status has the reason");
      return;
    }
    send(exchange, 200, format.getContentType(), page.toByteArray());
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    byte[] body = (why + "\n").getBytes(StandardCharsets.UTF_8);
    send(exchange, status, "text/plain; charset=utf-8", body);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }
}
