package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Answer;
import vj.bus.control.Json;
import vj.bus.status.FakeWorker;

@Timeout(30)
final class ConfigVerbTest {

  private static final String CHECKED =
      """
      echo '{"config":{"source":{"value":"demo","origin":"--set"}},"problems":[]}'
      """;

  @Test
  void readsTheRunningWorkersValues() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      Stage.Outcome outcome = stage.vj("config", "get", "audio", "frame_rate");

      assertEquals(List.of("frame_rate   60"), outcome.lines());
      assertEquals(List.of("get_state"), worker.commands());
    }
  }

  @Test
  void asksTheProgramOfAWorkerThatIsDown() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", CHECKED);

      Stage.Outcome outcome = stage.vj("config", "get", "vj-audio", "--json");

      assertEquals(Map.of("source", "demo"), Json.object(outcome.out().strip(), "out"));
      assertEquals(List.of("audio --check --json"), stage.image().called("vj-worker"));
    }
  }

  @Test
  void namesTheKeysThatThereAre() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", CHECKED);

      Stage.Outcome outcome = stage.vj("config", "get", "audio", "sorce");

      assertEquals(64, outcome.exitCode());
      assertEquals("vj: audio has no key sorce; it has: source", outcome.err().strip());
    }
  }

  @Test
  void setsTypedValuesInTheRunningWorker() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      worker.answering("set_config", _ -> Answer.of(Map.of("config", Map.of("frame_rate", 30L))));

      Stage.Outcome outcome =
          stage.vj("config", "set", "audio", "frame_rate=30", "source=demo", "enable_bpm=true");

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(
          Map.of("frame_rate", 30L, "source", "demo", "enable_bpm", true),
          worker.last("set_config").fields());
    }
  }

  @Test
  void passesTheWorkersRefusalOnAsAConfigurationError() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      worker.answering("set_config", _ -> Answer.refused("frame_rate takes 10 to 240, not 3"));

      Stage.Outcome outcome = stage.vj("config", "set", "audio", "frame_rate=3");

      assertEquals(78, outcome.exitCode());
      assertEquals("vj: frame_rate takes 10 to 240, not 3", outcome.err().strip());
    }
  }

  @Test
  void storesForAWorkerThatIsDown() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "echo written");

      Stage.Outcome outcome = stage.vj("config", "set", "audio", "source=demo", "frame_rate=30");

      assertEquals(0, outcome.exitCode());
      assertEquals(
          List.of("audio --store source=demo --store frame_rate=30"),
          stage.image().called("vj-worker"));
    }
  }

  @Test
  void printsNothingButJsonWhereJsonIsAskedFor() throws Exception {
    try (Stage stage = Stage.open()) {
      stage
          .image()
          .program(
              "vj-worker",
              "case $* in *--store*) echo written;; *) %s;; esac".formatted(CHECKED.strip()));

      Stage.Outcome outcome = stage.vj("config", "set", "audio", "source=demo", "--json");

      assertEquals(Map.of("source", "demo"), Json.object(outcome.out().strip(), "out"));
    }
  }

  @Test
  void printsWhereTheFileIs() throws Exception {
    try (Stage stage = Stage.open()) {
      Stage.Outcome outcome = stage.vj("config", "path", "audio_analyzer");

      assertEquals(List.of(stage.root() + "/config/audio.json"), outcome.lines());
    }
  }

  @Test
  void takesForJsonOnlyWhatIsOneValue() throws Failure {
    Map<String, Object> fields =
        SettingText.fields(
            List.of("a=1.5", "b=file:/x=y", "c=", "d=null", "e=1,\"type\":2", "f=[1]", "g=\"1\""));

    assertEquals(1.5, fields.get("a"));
    assertEquals("file:/x=y", fields.get("b"));
    assertEquals("", fields.get("c"));
    assertEquals("null", fields.get("d"));
    assertEquals("1,\"type\":2", fields.get("e"));
    assertEquals(List.of(1L), fields.get("f"));
    assertEquals("1", fields.get("g"));
    assertThrows(Failure.class, () -> SettingText.fields(List.of("=1")));
  }

  @Test
  void listsTheRunningWorkersDevices() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      Map<String, Object> device =
          Map.of("id", "1", "name", "mic", "description", "A mic", "channels", 2L, "default", true);
      worker.answering("list_devices", _ -> Answer.of(Map.of("devices", List.of(device))));

      Stage.Outcome outcome = stage.vj("devices");

      assertEquals(0, outcome.exitCode());
      assertEquals("*   mic    2          A mic", outcome.lines().get(1));
    }
  }

  @Test
  void asksTheProgramForDevicesWhileNoWorkerRuns() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "echo '{\"devices\":[{\"name\":\"mic\"}]}'");

      Stage.Outcome outcome = stage.vj("devices", "--json");

      assertTrue(outcome.out().startsWith("{\"devices\":"), outcome.out());
      assertEquals(List.of("audio --list-devices --json"), stage.image().called("vj-worker"));
    }
  }
}
