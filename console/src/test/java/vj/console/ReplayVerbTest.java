package vj.console;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Json;
import vj.bus.status.FakeWorker;

@Timeout(30)
final class ReplayVerbTest {

  private static final String RECORDED = "2026-11-22T02:00:00Z";

  private static final Map<String, Object> TO_9000 =
      Map.of("target", "127.0.0.1:9000", "state", "sending");

  private static final Map<String, Object> OFF = Map.of("target", "127.0.0.1:9000", "state", "off");

  @Test
  void playsUntilTheTakeEnds() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage).take("set", RECORDED, true)) {
      debugger.endingAfter(2);

      Stage.Outcome outcome = stage.vj("replay", "set");

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(
          List.of(
              "playing set (3:25) to 127.0.0.1:9000; Ctrl-C stops it",
              "played set: 1:23 / 3:25, 12,345 datagrams to 127.0.0.1:9000"),
          outcome.lines());
      assertEquals("", outcome.err());
      assertEquals(Map.of("name", "set"), debugger.worker().last("replay").fields());
      assertFalse(debugger.worker().commands().contains("replay_stop"));
    }
  }

  @Test
  void handsOnHowItIsToBePlayed() throws Exception {
    try (Stage stage = Stage.open().onTerminal();
        FakeDebugger debugger = FakeDebugger.start(stage).take("set", RECORDED, true)) {
      debugger.endingAfter(2);

      String[] replay = {
        "replay", "set", "--speed", "2", "--loop", "--from", "1:05", "--target", "localhost:7000"
      };
      Stage.Outcome outcome = stage.vj(replay);

      assertEquals(
          Map.of("name", "set", "speed", 2.0, "loop", true, "from", 65.0, "target", replay[8]),
          debugger.worker().last("replay").fields());
      assertTrue(
          outcome
              .out()
              .contains(
                  "playing set  1:23 / 3:25  at 2.0x  looped  to localhost:7000  12,345 sent"),
          outcome::out);
    }
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    try (Stage stage = Stage.open().onTerminal();
        FakeDebugger debugger = FakeDebugger.start(stage).take("set", RECORDED, true)) {
      debugger.dropping(321).endingAfter(2);

      Stage.Outcome outcome = stage.vj("replay", "set");

      assertTrue(outcome.out().contains("12,345 sent  321 dropped"), outcome::out);
      assertEquals(
          "vj: 321 datagrams could not be sent; does anybody listen there?", outcome.err().strip());
    }
  }

  @Test
  void stopsWithCtrlC() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage).take("set", RECORDED, true)) {
      Running replay = Running.start(stage, "replay", "set", "--json");
      await().until(() -> debugger.worker().commands().contains("get_state"));

      Stage.Outcome outcome = replay.interrupted();

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(12_345L, Json.object(outcome.out(), "out").get("sent"));
      assertEquals(Map.of("name", "set"), debugger.worker().last("replay_stop").fields());
    }
  }

  @Test
  void doesNotPassOffAsPlayedWhatBrokeOff() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage).take("set", RECORDED, true)) {
      Running replay = Running.start(stage, "replay", "set");
      await().until(() -> debugger.worker().commands().contains("get_state"));

      debugger.breakOff("Input/output error");
      Stage.Outcome outcome = replay.outcome();

      assertEquals(1, outcome.exitCode());
      assertEquals("vj: it broke off: Input/output error", outcome.err().strip());
      assertTrue(outcome.out().contains("played set: 1:23 / 3:25"), outcome::out);
    }
  }

  @Test
  void playsOnWithoutUsWhenDetached() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage).take("set", RECORDED, true)) {
      Stage.Outcome started = stage.vj("replay", "set", "--detach");
      assertEquals("stop it with: vj replay --stop", started.lines().getLast());
      assertFalse(debugger.worker().commands().contains("replay_stop"));

      Stage.Outcome stopped = stage.vj("replay", "--stop");

      assertEquals(List.of("stopped set at 1:23, 12,345 datagrams sent"), stopped.lines());
      assertEquals(1, stage.vj("replay", "--stop").exitCode());
    }
  }

  @Test
  void warnsOfThoseWhoSendThereAsWell() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage).take("set", RECORDED, true);
        FakeWorker audio = FakeWorker.start(stage.sockets(), "audio_analyzer");
        FakeWorker spotify = FakeWorker.start(stage.sockets(), "spotify_monitor");
        FakeWorker lyrics = FakeWorker.start(stage.sockets(), "lyrics_fetcher")) {
      debugger.worker().targets(List.of(TO_9000));
      audio.targets(List.of(TO_9000));
      spotify.targets(List.of(OFF));
      lyrics.targets(List.of(OFF, TO_9000));

      Stage.Outcome both = stage.vj("replay", "set", "--detach", "--target", "localhost:9000");
      Stage.Outcome alone = stage.vj("replay", "set", "--detach", "--target", "localhost:9001");

      assertEquals(
          "vj: audio and lyrics send to localhost:9000 as well, and both mix there; for the take"
              + " alone: vj stop audio lyrics, or another --target",
          both.err().strip());
      assertEquals("", alone.err());
    }
  }

  @Test
  void doesNotPlayAnUnknownTake() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger _ = FakeDebugger.start(stage).take("set", RECORDED, true)) {
      Stage.Outcome outcome = stage.vj("replay", "sett");

      assertEquals(1, outcome.exitCode());
      assertEquals("vj: there is no take sett; did you mean set?", outcome.err().strip());
    }
  }

  @Test
  void tellsASlipFromAWorkerThatIsDown() throws Exception {
    try (Stage stage = Stage.open()) {
      assertEquals(64, stage.vj("replay").exitCode());
      assertEquals(64, stage.vj("replay", "set", "--stop").exitCode());
      assertEquals(64, stage.vj("replay", "set", "--speed", "0").exitCode());
      assertEquals(64, stage.vj("replay", "set", "--speed", "NaN").exitCode());
      assertEquals(64, stage.vj("replay", "set", "--from", "-3").exitCode());
      assertEquals(64, stage.vj("replay", "set", "--target", "9000").exitCode());

      Stage.Outcome down = stage.vj("replay", "set");

      assertEquals(69, down.exitCode());
      assertEquals("vj: osc-debugger does not run; try: vj start osc-debugger", down.err().strip());
    }
  }
}
