package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Json;
import vj.bus.status.FakePrograms;
import vj.bus.status.FakeWorker;

@Timeout(30)
final class StatusVerbTest {

  @Test
  void showsAWorkerThatRunsWithoutAnInitSystem() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      Stage.Outcome outcome = stage.vj("status");

      assertEquals(0, outcome.exitCode());
      assertEquals("audio is healthy", outcome.lines().getFirst());
      String row = outcome.lines().get(3);
      assertTrue(row.matches("audio +healthy +- +\\d+ +30s +- +0\\.\\ds +5\\.0% +42M +480"), row);
      assertTrue(outcome.out().contains("audio: plays a fake"), outcome.out());
      assertTrue(outcome.out().contains("no init system reachable: Failed to connect to bus"));
      assertTrue(worker.commands().contains("get_state"));
    }
  }

  @Test
  void saysWhyNoWorkerCanBeSeen() throws Exception {
    try (Stage stage = Stage.open()) {
      Path bus = stage.sockets().path();
      Files.setPosixFilePermissions(bus, PosixFilePermissions.fromString("rwxrwxrwx"));

      Stage.Outcome outcome = stage.vj("status");

      assertEquals(1, outcome.exitCode());
      String note =
          "no control socket can be used: %s has mode 0777, must have 0700".formatted(bus);
      assertTrue(outcome.lines().contains(note), outcome.out());
    }
  }

  @Test
  void failsWhileAWorkerComplains() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      worker.degrade("no sound card");

      Stage.Outcome outcome = stage.vj("status");

      assertEquals(1, outcome.exitCode());
      assertTrue(outcome.out().contains("audio: no sound card"), outcome.out());
    }
  }

  @Test
  void printsOneJsonObjectThatClientsOfTheStatusLayerKnow() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      stage
          .programs()
          .program(
              "systemctl", FakePrograms.shown("vj-audio", "active", "running", "Result=success"));

      Stage.Outcome outcome = stage.vj("status", "--json");

      assertEquals(List.of("get_state"), worker.commands().stream().skip(1).toList());
      Map<String, ?> said = Json.object(outcome.out().strip(), "out");
      assertEquals(true, said.get("healthy"));
      Map<String, ?> audio =
          Workers.object(Workers.object(said.get("workers")).get("audio_analyzer"));
      assertEquals("running", audio.get("sub_state"));
      assertEquals(2L, audio.get("restart_count"));
    }
  }

  @Test
  void saysWhichTargetHearsNothing() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      worker.targets(List.of(Map.of("target", "127.0.0.1:9000", "state", "refused")));

      Stage.Outcome outcome = stage.vj("status");

      String note = "audio: nobody listens on 127.0.0.1:9000 (refused)";
      assertTrue(outcome.lines().contains(note), outcome.out());
    }
  }
}
