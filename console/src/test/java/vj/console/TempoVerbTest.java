package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Answer;
import vj.bus.status.FakeWorker;

@Timeout(30)
final class TempoVerbTest {

  @Test
  void asksTheRunningWorkerAndSaysWhatGoesOut() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      worker.answering("tempo_double", _ -> new Answer(true, "", tempo(174, 2)));

      Stage.Outcome outcome = stage.vj("tempo", "double");

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(List.of("174.0 BPM, twice what is heard"), outcome.lines());
    }
  }

  @Test
  void freezesAndReleases() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      worker.answering("tempo_freeze", _ -> new Answer(true, "frozen", tempo(128, 1)));

      Stage.Outcome outcome = stage.vj("tempo", "freeze");
      assertEquals(List.of("128.0 BPM, frozen"), outcome.lines());
      assertEquals(Map.of("on", true), worker.last("tempo_freeze").fields());

      stage.vj("tempo", "release");
      assertEquals(Map.of("on", false), worker.last("tempo_freeze").fields());
    }
  }

  @Test
  void passesOnWhyItWasRefused() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      worker.answering("tempo_halve", _ -> Answer.refused("no tempo is known yet; tap one"));

      Stage.Outcome outcome = stage.vj("tempo", "halve");

      assertEquals(1, outcome.exitCode());
      assertEquals("vj: no tempo is known yet; tap one", outcome.err().strip());
    }
  }

  @Test
  void tellsASlipFromAWorkerThatIsDown() throws Exception {
    try (Stage stage = Stage.open()) {
      assertEquals(64, stage.vj("tempo", "tripple").exitCode());

      Stage.Outcome down = stage.vj("tempo", "double");

      assertEquals(69, down.exitCode());
      assertEquals("vj: audio does not run; try: vj start audio", down.err().strip());
    }
  }

  @Test
  void tapsOnceForEachLine() throws Exception {
    try (Stage stage = Stage.open().typing("\n\n\n");
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      worker.answering("tap", _ -> new Answer(true, "3 taps", tempo(120, 1)));

      Stage.Outcome outcome = stage.vj("tap");

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals("120.0 BPM, 3 taps", outcome.lines().getLast());
      assertEquals(3, worker.commands().stream().filter("tap"::equals).count());
    }
  }

  @Test
  void aRefusedTapDoesNotEndTheTapping() throws Exception {
    try (Stage stage = Stage.open().typing("\n\n");
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      worker.answering("tap", _ -> Answer.refused("tapped at 40.0 BPM; 60 to 200 go out"));

      Stage.Outcome outcome = stage.vj("tap");

      assertEquals(1, outcome.exitCode());
      assertEquals(2, outcome.err().lines().count());
    }
  }

  @Test
  void printsABenchmarkAsATable() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      worker.answering("benchmark", _ -> Answer.of(measured()));

      Stage.Outcome outcome = stage.vj("benchmark", "--seconds", "3");

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(Map.of("seconds", 3L), worker.last("benchmark").fields());
      assertEquals(
          "MICROSECONDS   RUNS   MIN   MEAN   P50    P95    P99    MAX", outcome.lines().get(0));
      assertEquals(
          "beat           516    9.5   11.2   11.0   14.0   20.0   99.0", outcome.lines().get(1));
      assertTrue(outcome.out().contains("4.1% of a core, 2.5% by the analysis"), outcome.out());
    }
  }

  @Test
  void refusesABenchmarkOfOtherLengths() throws Exception {
    try (Stage stage = Stage.open()) {
      assertEquals(64, stage.vj("benchmark", "--seconds", "0").exitCode());
      assertEquals(64, stage.vj("benchmark", "--seconds", "61").exitCode());
    }
  }

  @Test
  void passesAnalysisToTheWorkersProgram() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "echo '3:25  128.0 BPM'");

      Stage.Outcome outcome = stage.vj("analyze", "a b.wav", "--json", "x.json", "--plot", "x.svg");

      assertEquals(List.of("3:25  128.0 BPM"), outcome.lines());
      assertEquals(
          List.of("audio --analyze a b.wav --json x.json --plot x.svg"),
          stage.image().called("vj-worker"));
    }
  }

  @Test
  void failsAsTheAnalysisFails() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "echo 'x.wav is empty' >&2; exit 70");

      Stage.Outcome outcome = stage.vj("analyze", "x.wav");

      assertEquals(1, outcome.exitCode());
      assertEquals("x.wav is empty", outcome.err().strip());
    }
  }

  private static Map<String, @Nullable Object> tempo(double bpm, double factor) {
    Map<String, @Nullable Object> tempo = new LinkedHashMap<>();
    tempo.put("bpm", bpm);
    tempo.put("bpm_confidence", 0.8);
    tempo.put("tempo_factor", factor);
    tempo.put("tempo_frozen", false);
    return tempo;
  }

  private static Map<String, @Nullable Object> measured() {
    Map<String, @Nullable Object> micros = new LinkedHashMap<>();
    micros.put("count", 516L);
    micros.put("min", 9.5);
    micros.put("mean", 11.2);
    micros.put("p50", 11.0);
    micros.put("p95", 14.0);
    micros.put("p99", 20.0);
    micros.put("max", 99.0);
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("seconds", 3.0);
    data.put("stages", Map.of("beat", micros));
    data.put("hops", 516L);
    data.put("frames", 180L);
    data.put("drops", 0L);
    data.put("events_lost", 0L);
    data.put("overruns", 0L);
    data.put("allocated_bytes_per_hop", 0.0);
    data.put("analysis_core_share", 0.025);
    data.put("process_core_share", 0.041);
    return data;
  }
}
