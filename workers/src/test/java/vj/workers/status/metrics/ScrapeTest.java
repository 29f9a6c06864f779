package vj.workers.status.metrics;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vj.bus.control.WorkerName;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.Snapshot;
import vj.bus.status.Snapshot.InitSystemProblem;
import vj.bus.status.WorkerStatus;
import vj.bus.worker.Version;

class ScrapeTest {

  @Test
  void tellsWhatAWorkerSaysOfItself() {
    Set<String> lines = lines(Pictures.allWell());

    assertTrue(lines.contains("vj_worker_osc_sent_total{worker=\"lyrics_fetcher\"} 123456.0"));
    assertTrue(lines.contains("vj_worker_log_errors_total{worker=\"lyrics_fetcher\"} 1.0"));
    assertTrue(lines.contains("vj_worker_log_warnings_total{worker=\"lyrics_fetcher\"} 4.0"));
    assertTrue(lines.contains("vj_worker_cpu_seconds_total{worker=\"audio_analyzer\"} 1.25"));
    assertTrue(lines.contains("vj_audio_frame_rate_hertz{worker=\"audio_analyzer\"} 59.97"));
    assertTrue(lines.contains("vj_audio_latency_seconds{worker=\"audio_analyzer\"} 0.0115"));
    assertTrue(lines.contains("vj_audio_alive{worker=\"audio_analyzer\"} 1.0"));
    assertTrue(lines.contains("vj_playback_on_air{worker=\"virtualdj_monitor\"} 0.0"));
  }

  @Test
  void tellsWhatIsKnownOfAWorkerOverTime() {
    Set<String> lines = lines(Pictures.allWell());

    assertTrue(lines.contains("vj_worker_uptime_seconds{worker=\"osc_debugger\"} 12.5"));
    assertTrue(lines.contains("vj_worker_heartbeat_age_seconds{worker=\"osc_debugger\"} 1.5"));
    assertTrue(lines.contains("vj_worker_restarts_total{worker=\"osc_debugger\"} 7.0"));
    assertTrue(
        lines.contains(
            "vj_worker_last_failure_timestamp_seconds{cause=\"watchdog\",worker=\"osc_debugger\"}"
                + " 1.7672328E9"));
  }

  @Test
  void keepsAWorkerThatIsGoneAsDown() {
    Set<String> lines =
        lines(Pictures.of(List.of(Pictures.without(WorkerName.AUDIO, Phase.STOPPED))));

    assertTrue(lines.contains("vj_worker_up{worker=\"audio_analyzer\"} 0.0"));
    assertTrue(lines.contains("vj_worker_healthy{worker=\"audio_analyzer\"} 0.0"));
    assertTrue(lines.contains("vj_worker_enabled{worker=\"audio_analyzer\"} 1.0"));
    assertTrue(lines.contains("vj_worker_gave_up{worker=\"audio_analyzer\"} 0.0"));
    assertTrue(lines.contains("vj_worker_restarts_total{worker=\"audio_analyzer\"} 5.0"));
    assertFalse(lines.stream().anyMatch(line -> line.startsWith("vj_audio")));
  }

  @Test
  void tellsThatOneHasFailedAndStaysDown() {
    Set<String> lines =
        lines(Pictures.of(List.of(Pictures.without(WorkerName.AUDIO, Phase.FAILED))));

    assertTrue(lines.contains("vj_worker_gave_up{worker=\"audio_analyzer\"} 1.0"));
  }

  @Test
  void leavesOutWhatIsNotInstalled() {
    Set<String> lines =
        lines(Pictures.of(List.of(Pictures.without(WorkerName.AUDIO, Phase.ABSENT))));

    assertFalse(lines.stream().anyMatch(line -> line.contains("audio_analyzer")));
  }

  @Test
  void tellsThatAWorkerSaysItCannotDoItsJob() {
    Map<String, @Nullable Object> stats = Pictures.stats(WorkerName.AUDIO);
    stats.put("status", "degraded");
    Set<String> lines = lines(Pictures.of(List.of(Pictures.beating(WorkerName.AUDIO, stats))));

    assertTrue(lines.contains("vj_worker_up{worker=\"audio_analyzer\"} 1.0"));
    assertTrue(lines.contains("vj_worker_degraded{worker=\"audio_analyzer\"} 1.0"));
    assertTrue(lines.contains("vj_worker_healthy{worker=\"audio_analyzer\"} 0.0"));
  }

  @Test
  void tellsHowOldThePictureIsAndWhetherTheInitSystemAnswered() {
    Snapshot blind =
        new Snapshot(
            Optional.of(new InitSystemProblem("no answer", false)), Optional.empty(), List.of());

    Set<String> lines = lines(blind, Duration.ofMillis(400));

    assertTrue(lines.contains("vj_status_picture_age_seconds 0.4"));
    assertTrue(lines.contains("vj_status_init_system_up 0.0"));
    assertTrue(lines.contains("vj_build_info{version=\"%s\"} 1".formatted(Version.current())));
  }

  /// Where workers run without one an alert would go on for ever.
  @Test
  void saysNothingOfAnInitSystemThatIsNotThere() {
    Snapshot without =
        new Snapshot(
            Optional.of(new InitSystemProblem("no bus", true)), Optional.empty(), List.of());

    assertFalse(
        lines(without).stream().anyMatch(line -> line.startsWith("vj_status_init_system_up")));
  }

  @Test
  void leavesTheMemoryOfStrangersOut() {
    Set<String> lines = lines(Pictures.of(List.of(Pictures.stranger("smoke"))));

    assertTrue(lines.contains("vj_worker_up{worker=\"smoke\"} 1.0"));
    assertFalse(lines.stream().anyMatch(line -> line.contains("_memory_bytes")), lines::toString);
  }

  @Test
  void showsTheFirstStrangersOnlyAndSaysHowManyItDoesNot() {
    List<WorkerStatus> workers = new ArrayList<>(Pictures.allWell().workers());
    for (int i = 0; i < 500; i++) {
      workers.add(Pictures.stranger("stranger_" + i));
    }
    Set<String> before = lines(Pictures.allWell());

    Set<String> lines = lines(Pictures.of(workers));

    assertTrue(lines.contains("vj_worker_up{worker=\"stranger_7\"} 1.0"));
    assertFalse(lines.contains("vj_worker_up{worker=\"stranger_8\"} 1.0"));
    assertTrue(lines.contains("vj_status_workers_left_out 492.0"));
    assertTrue(lines.size() < before.size() + 200);
  }

  @Test
  void showsNoStrangerWhoseNameIsUnfitForALabel() {
    List<String> names =
        List.of("", "a\"b", "a\nb 1", "a{b}", "x".repeat(41), "näme", "\u202Egnp", "a b", "\0");

    Set<String> lines = lines(Pictures.of(names.stream().map(Pictures::stranger).toList()));

    assertTrue(lines.contains("vj_status_workers_left_out 9.0"));
    assertFalse(lines.stream().anyMatch(line -> line.contains("worker=")));
  }

  @Test
  void leavesOutWhatIsNoNumberOfItsKind() {
    List<@Nullable Object> hostile = new ArrayList<>();
    hostile.add(null);
    hostile.addAll(
        List.of("7", -1L, -0.5, Double.NaN, Double.POSITIVE_INFINITY, List.of(1), Map.of("a", 1)));
    for (Object value : hostile) {
      Map<String, @Nullable Object> stats = new HashMap<>();
      for (String key : Pictures.stats(WorkerName.AUDIO).keySet()) {
        stats.put(key, value);
      }

      Set<String> lines = lines(Pictures.of(List.of(Pictures.beating(WorkerName.AUDIO, stats))));

      assertTrue(lines.contains("vj_worker_up{worker=\"audio_analyzer\"} 1.0"));
      assertFalse(lines.stream().anyMatch(line -> line.startsWith("vj_worker_osc_sent")));
      assertFalse(lines.stream().anyMatch(line -> line.endsWith("NaN") || line.endsWith("Inf")));
    }
  }

  @Test
  void hasOneSeriesForEachNameAndWorker() {
    List<String> samples = samples(text(Pictures.allWell(), Duration.ZERO));

    Set<String> series =
        samples.stream().map(line -> line.substring(0, line.lastIndexOf(' '))).collect(toSet());

    assertEquals(samples.size(), series.size());
  }

  private static Set<String> lines(Snapshot picture) {
    return lines(picture, Duration.ZERO);
  }

  private static Set<String> lines(Snapshot picture, Duration age) {
    return Set.copyOf(samples(text(picture, age)));
  }

  private static List<String> samples(String text) {
    return text.lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static String text(Snapshot picture, Duration age) {
    var page = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(page, Scrape.of(picture, age));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return page.toString(StandardCharsets.UTF_8);
  }
}
