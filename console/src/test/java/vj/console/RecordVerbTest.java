package vj.console;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Json;

@Timeout(30)
final class RecordVerbTest {

  private static void awaitLooks(FakeDebugger debugger, int looks) {
    await().until(() -> Collections.frequency(debugger.worker().commands(), "get_state") >= looks);
  }

  @Test
  void recordsUntilCtrlCAndSaysWhereTheTakeIs() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage)) {
      Running record = Running.start(stage, "record", "set");
      awaitLooks(debugger, 2);

      Stage.Outcome outcome = record.interrupted();

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(
          List.of(
              "recording set to /takes/set.vjtake; Ctrl-C stops it",
              "recorded set: 1:23, 12,345 datagrams, 1.2 MB",
              "/takes/set.vjtake",
              "play it with: vj replay set"),
          outcome.lines());
      assertEquals(Map.of("name", "set"), debugger.worker().last("record_stop").fields());
    }
  }

  @Test
  void drawsOneLineOverItselfOnATerminal() throws Exception {
    try (Stage stage = Stage.open().onTerminal();
        FakeDebugger debugger = FakeDebugger.start(stage).endingAfter(3)) {
      Stage.Outcome outcome = stage.vj("record", "set");

      String line = "recording set  1:23  12,345 datagrams  1.2 MB  147/s   Ctrl-C stops";
      assertTrue(outcome.out().contains("\r" + line), outcome::out);
      assertTrue(outcome.out().contains("\r\u001b[1A" + line), outcome::out);
      assertFalse(debugger.worker().commands().contains("record_stop"));
    }
  }

  @Test
  void endsWhenTheTimeIsUp() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage).endingAfter(2)) {
      Stage.Outcome outcome = stage.vj("record", "set", "--for", "1m24s", "--json");

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(84.0, debugger.worker().last("record_start").fields().get("seconds"));
      assertEquals(12_345L, Json.object(outcome.out(), "out").get("datagrams"));
    }
  }

  @Test
  void doesNotPassOffAsDoneWhatEndedByItself() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage)) {
      Running record = Running.start(stage, "record", "set", "--for", "2h");
      awaitLooks(debugger, 1);

      debugger.endRecording("599 MB are left on the disk");
      Stage.Outcome outcome = record.outcome();

      assertEquals(1, outcome.exitCode());
      assertEquals(
          "vj: it has ended by itself: 599 MB are left on the disk", outcome.err().strip());
      assertTrue(outcome.out().contains("recorded set: 1:23"), outcome::out);
    }
  }

  @Test
  void goesOnWithoutUsWhenDetached() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage)) {
      Stage.Outcome started = stage.vj("record", "set", "--detach");

      assertEquals(
          List.of("recording set to /takes/set.vjtake", "stop it with: vj record --stop"),
          started.lines());
      assertEquals(List.of("record_start"), debugger.worker().commands());

      Stage.Outcome stopped = stage.vj("record", "--stop");
      assertEquals(List.of("recorded set: 1:23, 12,345 datagrams, 1.2 MB"), stopped.lines());
      assertEquals(1, stage.vj("record", "--stop").exitCode());
    }
  }

  @Test
  void namesATakeByDateAndTime() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage)) {
      stage.vj("record", "--detach");

      String name = String.valueOf(debugger.worker().last("record_start").fields().get("name"));
      assertTrue(name.matches("20\\d\\d-\\d\\d-\\d\\d-\\d{6}"), name);
    }
  }

  @Test
  void saysUnderWhichNameItWouldWork() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage)) {
      debugger.take("set", "2026-11-22T02:00:00Z", true);
      debugger.take("set-2", "2026-11-22T02:30:00Z", true);

      Stage.Outcome outcome = stage.vj("record", "set");

      assertEquals(1, outcome.exitCode());
      assertEquals("vj: there is a take set already; try: vj record set-3", outcome.err().strip());
    }
  }

  @Test
  void saysHowToEndARecordingThatIsInTheWay() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage)) {
      stage.vj("record", "set", "--detach");

      Stage.Outcome outcome = stage.vj("record", "other");

      assertEquals(1, outcome.exitCode());
      assertEquals(
          "vj: set is being recorded; to end that one: vj record --stop", outcome.err().strip());
      assertEquals(Map.of("name", "other"), debugger.worker().last("record_start").fields());
    }
  }

  @Test
  void saysWhatIsLeftWhenTheWorkerDies() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage)) {
      Running record = Running.start(stage, "record", "set");
      awaitLooks(debugger, 1);

      debugger.die();
      Stage.Outcome outcome = record.outcome();

      assertEquals(69, outcome.exitCode());
      assertEquals(
          "vj: osc-debugger has gone; try: vj start osc-debugger; what was recorded is kept in"
              + " /takes/set.vjtake",
          outcome.err().strip());
    }
  }

  @Test
  void tellsASlipFromAWorkerThatIsDown() throws Exception {
    try (Stage stage = Stage.open()) {
      assertEquals(64, stage.vj("record", "set", "--for", "ever").exitCode());
      assertEquals(64, stage.vj("record", "set", "--for", "0").exitCode());
      assertEquals(64, stage.vj("record", "set", "--stop").exitCode());

      Stage.Outcome down = stage.vj("record", "set");

      assertEquals(69, down.exitCode());
      assertEquals("vj: osc-debugger does not run; try: vj start osc-debugger", down.err().strip());
    }
  }
}
