package vj.workers.status.metrics;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.Acceptance;
import vj.bus.control.Json;

/// A real Prometheus, and its own tool, think of the page and of the rules what we do.
@Timeout(90)
class PrometheusTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final MetricsEndpoint endpoint = new MetricsEndpoint(Pictures::allWell, System::nanoTime);
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path directory;
  private int port;

  @BeforeEach
  void open() throws IOException {
    Acceptance.needs("prometheus", "promtool");
    port = freePort();
    assertTrue(endpoint.follow(port).isEmpty());
  }

  @AfterEach
  void close() {
    endpoint.close();
    client.close();
  }

  @Test
  void scrapesThePageAndAnswersWithWhatTheWorkersSay() throws Exception {
    try (Prometheus prometheus = new Prometheus()) {
      await()
          .atMost(SOON)
          .until(() -> prometheus.value("count_over_time(up{job=\"vj\"}[1m])") >= 3);

      assertEquals(1, prometheus.value("min_over_time(up{job=\"vj\"}[1m])"));
      assertEquals(6, prometheus.value("sum(vj_worker_up)"));
      assertEquals(
          123_456, prometheus.value("vj_worker_osc_sent_total{worker=\"lyrics_fetcher\"}"));
      assertEquals(59.97, prometheus.value("vj_audio_frame_rate_hertz"));
      assertEquals(6 * (28 << 20), prometheus.value("sum(vj_worker_proportional_memory_bytes)"));
      assertEquals("counter", prometheus.type("vj_worker_restarts"));
      assertEquals("gauge", prometheus.type("vj_worker_heartbeat_age_seconds"));
    }
  }

  @Test
  void answersEveryQueryOfTheDashboardAndHasNoFaultInTheRules() throws Exception {
    try (Prometheus prometheus = new Prometheus()) {
      await()
          .atMost(SOON)
          .until(() -> prometheus.value("count_over_time(up{job=\"vj\"}[1m])") >= 3);

      for (String query : Monitoring.queries()) {
        List<?> answer = prometheus.query(query);
        assertTrue(!answer.isEmpty() || query.startsWith("ALERTS"), "nothing comes of " + query);
      }
      String rules = prometheus.get("/api/v1/rules").toString();
      assertTrue(rules.contains("VjFrameRateLow"), rules);
      await()
          .atMost(SOON)
          .until(() -> !prometheus.get("/api/v1/rules").toString().contains("health=unknown"));
      rules = prometheus.get("/api/v1/rules").toString();
      assertFalse(rules.contains("health=err"), rules);
    }
  }

  @Test
  void thePageHasNothingThatPromtoolWouldComplainAbout() throws Exception {
    String page =
        client
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(port)))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();

    assertEquals("", promtool(page, "check", "metrics"));
  }

  @Test
  void theRulesAreWellFormed() throws Exception {
    String said = promtool("", "check", "rules", "vj-alerts.yml");

    assertTrue(said.contains("SUCCESS"), said);
  }

  @Test
  void everyAlertFiresWhenItShouldAndStaysQuietElse() throws Exception {
    String said = promtool("", "test", "rules", "vj-alerts-test.yml");

    assertTrue(said.contains("SUCCESS"), said);
    String tests = Files.readString(Monitoring.rules().resolveSibling("vj-alerts-test.yml"));
    Files.readAllLines(Monitoring.rules()).stream()
        .filter(line -> line.contains("- alert: "))
        .forEach(line -> assertTrue(tests.contains("alertname: " + line.split(": ")[1]), line));
  }

  /// What it says, after success.
  private static String promtool(String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process tool =
        new ProcessBuilder(command)
            .directory(Monitoring.docs().resolve("monitoring").toFile())
            .redirectErrorStream(true)
            .start();
    try (var stdin = tool.outputWriter(StandardCharsets.UTF_8)) {
      stdin.write(input);
    }
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, tool.waitFor(), said);
    return said;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// The server, reading the page every half second.
  private final class Prometheus implements AutoCloseable {

    private final int web = freePort();
    private final Process process;

    Prometheus() throws IOException {
      String configuration =
          """
          global: {scrape_interval: 500ms, scrape_timeout: 500ms, evaluation_interval: 1s}
          rule_files: ["%s"]
          scrape_configs:
            - job_name: vj
              static_configs: [{targets: ["127.0.0.1:%d"]}]
          """
              .formatted(Monitoring.rules(), port);
      Path file = Files.writeString(directory.resolve("prometheus.yml"), configuration);
      process =
          new ProcessBuilder(
                  "prometheus",
                  "--config.file=" + file,
                  "--storage.tsdb.path=" + directory.resolve("data"),
                  "--web.listen-address=127.0.0.1:" + web)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("prometheus.log").toFile())
              .start();
    }

    /// The one value that `query` has; NaN for none.
    double value(String query) throws Exception {
      List<?> result = query(query);
      return result.size() == 1
              && result.getFirst() instanceof Map<?, ?> series
              && series.get("value") instanceof List<?> sample
          ? Double.parseDouble((String) sample.get(1))
          : Double.NaN;
    }

    List<?> query(String query) throws Exception {
      Map<String, @Nullable Object> answer =
          get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
      return answer.get("data") instanceof Map<?, ?> data && data.get("result") instanceof List<?> r
          ? r
          : List.of();
    }

    /// As OpenMetrics has it, a counter's family is called without `_total`.
    String type(String metric) throws Exception {
      return Monitoring.texts(get("/api/v1/metadata?metric=" + metric), "type").getFirst();
    }

    /// An empty answer while it is not up yet.
    Map<String, @Nullable Object> get(String path) throws Exception {
      HttpResponse<String> response;
      try {
        response =
            client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web + path)).build(),
                HttpResponse.BodyHandlers.ofString());
      } catch (ConnectException _) {
        assertTrue(process.isAlive(), Files.readString(directory.resolve("prometheus.log")));
        return Map.of();
      }
      if (response.statusCode() == 503) {
        return Map.of();
      }
      assertEquals(200, response.statusCode(), path + ": " + response.body());
      return Json.object(response.body(), path);
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }
}
