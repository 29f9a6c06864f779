package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.status.FakePrograms;
import vj.bus.status.FakeWorker;

@Timeout(30)
final class DoctorVerbTest {

  private static final String WORKER = Doctor.worker("");

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
      assertEquals("warn", Doctor.finding(outcome, "init system").get("verdict"));
      assertEquals("ok", Doctor.finding(outcome, "socket directory").get("verdict"));
      assertEquals("ok", Doctor.finding(outcome, "configuration audio").get("verdict"));
      assertEquals("ok", Doctor.finding(outcome, "audio devices").get("verdict"));
    }
  }

  @Test
  void namesTheCureForAUnitThatGaveUp() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", WORKER);
      systemctl(stage, "failed", "failed", "Result=exit-code\nExecMainStatus=70\nNRestarts=5");

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      assertEquals(1, outcome.exitCode());
      Map<String, ?> unit = Doctor.finding(outcome, "unit vj-audio");
      assertEquals("fail", unit.get("verdict"));
      assertEquals("gave up after 5 restarts: exit 70 (internal error)", unit.get("found"));
      assertEquals("vj logs audio; then vj start audio", unit.get("cure"));
      assertEquals("warn", Doctor.finding(outcome, "lingering").get("verdict"));
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

      assertEquals("ok", Doctor.finding(outcome, "unit file vj-audio").get("verdict"));
      Map<String, ?> delays = Doctor.finding(outcome, "restart delays vj-audio");
      assertEquals("warn", delays.get("verdict"));
      assertTrue(
          String.valueOf(delays.get("found")).startsWith("no start-delay in 20-backoff.conf"));

      Files.writeString(backoff, "ExecStartPre=\"/opt/vj/backoff/start-delay\" %n\n");
      Files.writeString(unit, "ExecStart=/old/bin/vj-worker audio\n");
      Stage.Outcome after = stage.vj("doctor", "--json");
      assertEquals("warn", Doctor.finding(after, "unit file vj-audio").get("verdict"));
      assertEquals("ok", Doctor.finding(after, "restart delays vj-audio").get("verdict"));
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
      Map<String, ?> directory = Doctor.finding(outcome, "socket directory");
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
      Map<String, ?> configuration = Doctor.finding(outcome, "configuration audio");
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

  @Test
  void saysWhatToDoAboutSilence() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      stage.image().program("vj-worker", WORKER);
      worker.degrade("no signal: device has been digitally silent for 10 s");

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      Map<String, ?> sound = Doctor.finding(outcome, "sound");
      assertEquals("fail", sound.get("verdict"));
      assertTrue(String.valueOf(sound.get("cure")).startsWith("unmute it"), sound::toString);
    }
  }

  @Test
  void namesTheCureWhereThereIsNoDevice() throws Exception {
    try (Stage stage = Stage.open()) {
      stage
          .image()
          .program(
              "vj-worker",
              """
              case "$*" in
                *--check*) echo '{"config":{},"problems":[]}' ;;
                *) echo '{"devices":[]}' ;;
              esac
              """);

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      Map<String, ?> devices = Doctor.finding(outcome, "audio devices");
      assertEquals("warn", devices.get("verdict"));
      assertTrue(String.valueOf(devices.get("cure")).contains("pipewire-pulse"));
    }
  }

  @Test
  void warnsOfASocketThatNobodyHolds() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", WORKER);
      Files.createFile(stage.sockets().path().resolve("lyrics_fetcher.sock"));
      Files.createFile(stage.sockets().path().resolve("old_worker.sock"));

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      assertEquals("vj start lyrics", Doctor.finding(outcome, "socket lyrics_fetcher").get("cure"));
      assertEquals(
          "rm %s/old_worker.sock".formatted(stage.sockets().path()),
          Doctor.finding(outcome, "socket old_worker").get("cure"));
    }
  }
}
