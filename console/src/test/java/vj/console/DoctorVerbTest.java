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
final class DoctorVerbTest {

  private static final String WORKER =
      """
      case "$*" in
        *--check*) echo '{"config":{},"problems":[]}' ;;
        *) echo '{"devices":[{"name":"mic"}]}' ;;
      esac
      """;

  private static Map<String, ?> finding(Stage.Outcome outcome, String subject) throws Exception {
    if (Json.object(outcome.out().strip(), "out").get("findings") instanceof List<?> findings) {
      return findings.stream()
          .map(Workers::object)
          .filter(finding -> subject.equals(finding.get("subject")))
          .findFirst()
          .orElseThrow(() -> new AssertionError(subject + " not in " + outcome.out()));
    }
    throw new AssertionError("no findings in " + outcome.out());
  }

  private static void systemctl(Stage stage, String state, String subState, String more)
      throws Exception {
    stage
        .programs()
        .program("loginctl", "echo Linger=no")
        .program("journalctl", "echo a line")
        .program(
            "systemctl",
            "case \"$*\" in *--version*) echo 'systemd 252 (252.39)'; exit ;; esac\n"
                + FakePrograms.shown("vj-audio", state, subState, more));
  }

  @Test
  void isContentWithAMachineWithoutAnInitSystem() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", WORKER);

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      assertEquals(0, outcome.exitCode(), outcome::out);
      assertEquals("warn", finding(outcome, "init system").get("verdict"));
      assertEquals("ok", finding(outcome, "socket directory").get("verdict"));
      assertEquals("ok", finding(outcome, "configuration audio").get("verdict"));
      assertEquals("ok", finding(outcome, "audio devices").get("verdict"));
    }
  }

  @Test
  void namesTheCureForAUnitThatGaveUp() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", WORKER);
      systemctl(stage, "failed", "failed", "Result=exit-code\nExecMainStatus=78\nNRestarts=5");

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      assertEquals(1, outcome.exitCode());
      Map<String, ?> unit = finding(outcome, "unit vj-audio");
      assertEquals("fail", unit.get("verdict"));
      assertEquals("gave up after 5 restarts: exit 78 (configuration)", unit.get("found"));
      assertEquals("vj logs audio; then vj start audio", unit.get("cure"));
      assertEquals("warn", finding(outcome, "lingering").get("verdict"));
    }
  }

  @Test
  void comparesInstalledUnitsWithThoseOfTheImage() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", WORKER);
      Path image = stage.root().resolve("image");
      Path ours = Files.createDirectories(image.resolve("share/units/systemd"));
      Files.writeString(ours.resolve("vj-audio.service"), "ExecStart=@HOME@/bin/vj-worker audio\n");
      Path installed = Files.createDirectories(stage.root().resolve("units/vj-.service.d"));
      Path backoff = installed.resolve("20-backoff.conf");
      Files.writeString(backoff, "# RestartSteps= is no substitute\nRestartSec=1\n");
      Path unit = stage.root().resolve("units/vj-audio.service");
      Files.writeString(unit, "ExecStart=%s/bin/vj-worker audio\n".formatted(image));
      systemctl(stage, "active", "running", "FragmentPath=" + unit);

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      assertEquals("ok", finding(outcome, "unit file vj-audio").get("verdict"));
      Map<String, ?> delays = finding(outcome, "restart delays vj-audio");
      assertEquals("warn", delays.get("verdict"));
      assertTrue(
          String.valueOf(delays.get("found")).startsWith("no start-delay in 20-backoff.conf"));

      Files.writeString(backoff, "ExecStartPre=\"/opt/vj/backoff/start-delay\" %n\n");
      Files.writeString(unit, "ExecStart=/old/bin/vj-worker audio\n");
      Stage.Outcome after = stage.vj("doctor", "--json");
      assertEquals("warn", finding(after, "unit file vj-audio").get("verdict"));
      assertEquals("ok", finding(after, "restart delays vj-audio").get("verdict"));
    }
  }

  @Test
  void refusesASocketDirectoryThatOthersMayEnter() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", WORKER);
      Files.setPosixFilePermissions(
          stage.sockets().path(), PosixFilePermissions.fromString("rwxr-xr-x"));

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      assertEquals(1, outcome.exitCode());
      Map<String, ?> directory = finding(outcome, "socket directory");
      assertTrue(String.valueOf(directory.get("found")).contains("0755"), directory::toString);
    }
  }

  @Test
  void listsAWorkersProblems() throws Exception {
    try (Stage stage = Stage.open()) {
      stage
          .image()
          .program(
              "vj-worker",
              "echo '{\"config\":{},\"problems\":[\"audio.json: frame_rate is 3\"]}'; exit 78");

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      assertEquals(1, outcome.exitCode());
      Map<String, ?> configuration = finding(outcome, "configuration audio");
      assertEquals("audio.json: frame_rate is 3", configuration.get("found"));
    }
  }

  @Test
  void passesAWorkersComplaintOn() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      stage.image().program("vj-worker", WORKER);
      worker.degrade("no sound card");

      Stage.Outcome outcome = stage.vj("doctor");

      assertTrue(outcome.out().contains("degraded: no sound card"), outcome::out);
      assertTrue(outcome.out().contains("-> vj logs audio"), outcome::out);
    }
  }
}
