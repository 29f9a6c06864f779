package vj.console;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Answer;
import vj.bus.control.Json;
import vj.bus.status.FakeWorker;

/// `vj osc stats` and `vj osc messages`: what vj-osc-debugger has seen.
@Timeout(30)
final class OscSeenTest {

  private static Map<String, @Nullable Object> message() {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("timestamp", 1_795_312_800.25);
    message.put("address", "/audio/beat");
    message.put("types", "ifsN");
    message.put("args", Arrays.asList(1L, 0.30000001192092896, "\u001b[2J", null));
    message.put("source", "audio_analyzer");
    return message;
  }

  private static Map<String, @Nullable Object> statistics() {
    Map<String, @Nullable Object> beat = new LinkedHashMap<>(message());
    beat.put("count", 12_345L);
    beat.put("rate", 2.13);
    beat.put("min", Arrays.asList(0L, 0.05, null, null));
    beat.put("max", Arrays.asList(1L, 0.9, null, null));
    beat.put("age_sec", 0.41);
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("addresses", List.of(beat));
    return data;
  }

  @Test
  void printsMessagesAsTheyCame() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker debugger = FakeWorker.start(stage.sockets(), "osc_debugger")) {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("messages", List.of(message()));
      data.put("truncated", true);
      debugger.answering("get_messages", _ -> Answer.of(data));

      Stage.Outcome outcome = stage.vj("osc", "messages", "-n", "10", "--pattern", "/audio/*");

      assertEquals(0, outcome.exitCode(), outcome::toString);
      String line = outcome.lines().getFirst();
      assertTrue(line.matches("\\d\\d:\\d\\d:00\\.250  /audio/beat  ifsN 1 0\\.3000 \".*"), line);
      assertTrue(line.endsWith("\"\\x1b[2J\" nil  from audio_analyzer"), line);
      assertTrue(outcome.err().startsWith("vj: there were more"), outcome::err);
      assertEquals(
          Map.of("count", 10L, "pattern", "/audio/*"), debugger.last("get_messages").fields());
    }
  }

  @Test
  void printsStatisticsAsATable() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker debugger = FakeWorker.start(stage.sockets(), "osc_debugger")) {
      debugger.answering("get_stats", _ -> Answer.of(statistics()));

      Stage.Outcome outcome = stage.vj("osc", "stats");

      assertEquals(
          List.of(
              "ADDRESS RATE COUNT AGE MIN MAX FROM LAST",
              "/audio/beat 2.1/s 12,345 0.4s 0.00 0.05 - - 1.00 0.90 - - audio_analyzer 1 0.3000"
                  + " \"\\x1b[2J\" nil"),
          outcome.lines().stream().map(line -> line.replaceAll(" +", " ")).toList());
      assertEquals(
          2.13,
          Fields.of(Json.object(stage.vj("osc", "stats", "--json").out(), "out"))
              .each("addresses")
              .getFirst()
              .number("rate"));
    }
  }

  @Test
  void watchesUntilCtrlC() throws Exception {
    try (Stage stage = Stage.open().onTerminal();
        FakeWorker debugger = FakeWorker.start(stage.sockets(), "osc_debugger")) {
      debugger.answering("get_stats", _ -> Answer.of(Map.of()));
      Running watch = Running.start(stage, "osc", "stats", "--watch");
      await().until(() -> Collections.frequency(debugger.commands(), "get_stats") >= 2);

      Stage.Outcome outcome = watch.interrupted();

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertTrue(outcome.out().contains("\u001b[Hnothing has been seen"), outcome::out);
    }
  }

  @Test
  void tellsASlipFromAWorkerThatIsDown() throws Exception {
    try (Stage stage = Stage.open()) {
      assertEquals(64, stage.vj("osc", "messages", "-n", "0").exitCode());
      assertEquals(64, stage.vj("osc", "messages", "-n", "1001").exitCode());
      assertEquals(64, stage.vj("osc", "messages", "--pattern", "nopath").exitCode());
      assertEquals(64, stage.vj("osc", "stats", "--pattern", "/a[").exitCode());

      assertEquals(69, stage.vj("osc", "messages").exitCode());
      assertEquals(69, stage.vj("osc", "stats").exitCode());
    }
  }
}
