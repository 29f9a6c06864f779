package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Answer;
import vj.bus.control.Json;
import vj.bus.status.Ending;
import vj.bus.status.FakePrograms;
import vj.bus.status.FakeWorker;
import vj.bus.status.WorkerStatus.Health;

/// docs/status.schema.json against what `vj status --json` prints.
@Timeout(30)
final class StatusSchemaTest {

  private static final Path FILE = Path.of("../docs/status.schema.json");

  private static Map<String, @Nullable Object> schema() throws Exception {
    return Json.object(Files.readString(FILE), FILE.toString());
  }

  private static List<String> problems(Stage stage) throws Exception {
    String out = stage.vj("status", "--json").out();
    return new JsonSchema(schema()).problems(Json.object(out.strip(), "out"));
  }

  @Test
  void describesWhatIsPrintedWhereNothingRuns() throws Exception {
    try (Stage stage = Stage.open()) {
      assertEquals(List.of(), problems(stage));
    }
  }

  @Test
  void describesWorkersWithUnitsTargetsAndAHistory() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker audio = FakeWorker.start(stage.sockets(), "audio_analyzer");
        FakeWorker layer = FakeWorker.start(stage.sockets(), "process_manager");
        FakeWorker _ = FakeWorker.start(stage.sockets(), "somebody_else")) {
      audio.degrade("no sound card");
      audio.targets(
          List.of(Map.of("target", "127.0.0.1:9000", "state", "refused", "last_error", "no")));
      Map<String, Object> failure =
          Map.of("at", 1.7e9, "cause", "signal", "status", 9L, "text", "killed by signal 9");
      Map<String, Object> known =
          Map.of("restarts_total", 7L, "last_heartbeat", 1.7e9, "last_failure", failure);
      layer.answering(
          "get_state", _ -> Answer.of(Map.of("workers", Map.of("audio_analyzer", known))));
      stage
          .programs()
          .program(
              "systemctl", FakePrograms.shown("vj-audio", "active", "running", "Result=success"));

      List<String> problems = problems(stage);
      String out = stage.vj("status", "--json").out();

      assertEquals(List.of(), problems);
      assertTrue(out.contains("\"restarts_total\":7"), out);
      assertTrue(out.contains("\"cause\":\"signal\""), out);
    }
  }

  @Test
  void describesEveryKey() throws Exception {
    assertEquals(List.of(), new JsonSchema(schema()).undescribed());
  }

  @Test
  void knowsEveryWordForHealthAndForWhatEndedAWorker() throws Exception {
    Map<String, @Nullable Object> defs = Workers.object(schema().get("$defs"));

    assertEquals(words(Health.values()), words(defs, "worker", "health"), "words of health");
    assertEquals(words(Ending.Cause.values()), words(defs, "failure", "cause"), "words of cause");
  }

  /// A validator that finds nothing wrong with anything would let all of the above pass.
  @Test
  void refusesWhatTheSchemaDoesNotAllow() throws Exception {
    Map<String, @Nullable Object> wrong = new HashMap<>();
    wrong.put("healthy", "yes");
    wrong.put("init_system_problem", null);
    wrong.put("total_managed", -1L);
    wrong.put("more", 1L);
    wrong.put("workers", Map.of("audio_analyzer", Map.of("health", "fine")));

    List<String> problems = new JsonSchema(schema()).problems(wrong);

    assertTrue(problems.contains("$ has no bus_directory_problem"), problems::toString);
    assertTrue(problems.contains("$.healthy is yes, not boolean"), problems::toString);
    assertTrue(problems.contains("$.total_managed is -1, less than 0"), problems::toString);
    assertTrue(problems.contains("$.more is not in the schema"), problems::toString);
    assertTrue(problems.contains("$.workers.audio_analyzer has no short_name"), problems::toString);
  }

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(it -> it.name().toLowerCase(Locale.ROOT)).sorted().toList();
  }

  private static List<String> words(
      Map<String, @Nullable Object> defs, String object, String property) {
    Map<String, @Nullable Object> properties =
        Workers.object(Workers.object(defs.get(object)).get("properties"));
    List<?> words =
        Workers.object(properties.get(property)).get("enum") instanceof List<?> list
            ? list
            : List.of();
    return Stream.of(words.toArray()).map(String::valueOf).sorted().toList();
  }
}
