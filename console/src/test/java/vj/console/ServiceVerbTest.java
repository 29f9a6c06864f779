package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.control.WorkerName;
import vj.bus.status.FakePrograms;

@Timeout(30)
final class ServiceVerbTest {

  private static String running(String reply) {
    return "if [ $2 = show ]; then\n"
        + FakePrograms.shown("vj-audio", "active", "running", "")
        + "\nelse\n"
        + reply
        + "\nfi";
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio", "audio_analyzer", "vj-audio", "vj-audio.service"})
  void takesEveryNameOfAWorker(String name) throws Exception {
    try (Stage stage = Stage.open()) {
      stage.programs().program("systemctl", running("exit 0"));

      Stage.Outcome outcome = stage.vj("stop", name);

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals("audio stopped", outcome.lines().getFirst());
      assertTrue(stage.programs().called("systemctl").contains("--user stop vj-audio.service"));
    }
  }

  @Test
  void takesAllWorkersAtOnce() throws Exception {
    try (Stage stage = Stage.open()) {
      String shown =
          Stream.of(WorkerName.values())
              .map(name -> FakePrograms.shown(name.unit(), "active", "running", ""))
              .collect(Collectors.joining("\necho\n"));
      stage.programs().program("systemctl", "if [ $2 = show ]; then\n" + shown + "\nfi");

      Stage.Outcome outcome = stage.vj("stop", "all");

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(
          Stream.of(WorkerName.values()).map(name -> name.shortName() + " stopped").toList(),
          outcome.lines());
    }
  }

  @Test
  void namesTheNearestWorkerToASlip() throws Exception {
    try (Stage stage = Stage.open()) {
      Stage.Outcome outcome = stage.vj("start", "adio");

      assertEquals(64, outcome.exitCode());
      assertTrue(outcome.err().startsWith("vj: there is no worker adio; did you mean audio?"));
    }
  }

  @Test
  void saysWhatSystemdSaidAndWhereToLook() throws Exception {
    try (Stage stage = Stage.open()) {
      stage
          .programs()
          .program("systemctl", running("echo 'Job for vj-audio.service failed.' >&2; exit 1"));

      Stage.Outcome outcome = stage.vj("start", "audio");

      assertEquals(1, outcome.exitCode());
      assertEquals(
          List.of("vj: cannot start audio: Job for vj-audio.service failed.; see: vj logs audio"),
          outcome.err().lines().toList());
    }
  }

  @Test
  void namesTheInstallerForAWorkerThatIsNotInstalled() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.programs().program("systemctl", "echo Id=vj-audio.service; echo LoadState=not-found");

      Stage.Outcome outcome = stage.vj("restart", "audio");

      assertEquals(1, outcome.exitCode());
      assertEquals("vj: audio is not installed; run install/install.sh", outcome.err().strip());
    }
  }
}
