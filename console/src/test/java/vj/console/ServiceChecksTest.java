package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.status.FakePrograms;
import vj.bus.status.Systemd;
import vj.bus.status.SystemdHost;

/// The unit files on a disk, and what systemd's commands print about them.
@Timeout(30)
final class ServiceChecksTest {

  private static final String FILE = "unit file vj-audio";

  private final Stage stage = opened();
  private final Path home = stage.root().resolve("image");
  private final Path ours = home.resolve("share/units/systemd");
  private final Path installed = stage.root().resolve("units");
  private final Path unit = installed.resolve("vj-audio.service");
  private final Path common = installed.resolve("vj-.service.d/10-common.conf");

  private static Stage opened() {
    try {
      return Stage.open();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void install() throws Exception {
    stage.image().program("vj-worker", Doctor.worker(""));
    Files.createDirectories(ours.resolve("vj-.service.d"));
    Files.createDirectories(installed.resolve("vj-.service.d"));
    Files.writeString(
        ours.resolve("vj-audio.service"), "ExecStart=\"@HOME@/bin/vj-worker\" audio\n");
    Files.writeString(ours.resolve("vj-.service.d/10-common.conf"), "WatchdogSec=30\n");
    Files.writeString(unit, "ExecStart=\"%s/bin/vj-worker\" audio\n".formatted(home));
    Files.writeString(common, "WatchdogSec=30\n");
    systemd("DropInPaths=" + common);
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  private void systemd(String more) throws Exception {
    stage
        .programs()
        .program("loginctl", "echo Linger=yes")
        .program("journalctl", "echo a line")
        .program(
            "systemctl",
            "case \"$*\" in *--version*) echo 'systemd 252 (252.39)'; exit ;; esac\n"
                + FakePrograms.shown(
                    "vj-audio", "active", "running", "FragmentPath=" + unit + "\n" + more));
  }

  private Map<String, ?> found(String subject) throws Exception {
    return Doctor.finding(stage.vj("doctor", "--json"), subject);
  }

  @Test
  void isContentWithTheUnitsOfThisVersion() throws Exception {
    assertEquals("as in this image", found(FILE).get("found"));
  }

  @Test
  void findsTheInstallationBehindItsLink() throws Exception {
    Path link = Files.createSymbolicLink(stage.root().resolve("vj"), home);
    Files.writeString(unit, "ExecStart=\"%s/bin/vj-worker\" audio\n".formatted(link));

    assertEquals("as in this image", found(FILE).get("found"));
  }

  @Test
  void seesAChangeInWhatAllUnitsShare() throws Exception {
    Files.writeString(common, "WatchdogSec=3000\n");

    Map<String, ?> file = found(FILE);

    assertEquals("warn", file.get("verdict"));
    assertEquals("not that of this version: " + common, file.get("found"));
  }

  @Test
  void namesTheInstallationThatTheUnitsRun() throws Exception {
    Files.writeString(unit, "ExecStart=\"/opt/old/bin/vj-worker\" audio\n");

    Map<String, ?> file = found(FILE);

    assertEquals("warn", file.get("verdict"));
    assertEquals("runs the workers of /opt/old; this vj is of " + home, file.get("found"));
  }

  @Test
  void namesWhatTheUserHasAdded() throws Exception {
    Path own = installed.resolve("vj-audio.service.d/override.conf");
    systemd("DropInPaths=%s %s".formatted(common, own));

    Map<String, ?> dropIns = found("drop-ins vj-audio");

    assertEquals("info", dropIns.get("verdict"));
    assertEquals("changed by you: " + own, dropIns.get("found"));
  }

  @Test
  void tellsOfAJournalThatForgets() throws Exception {
    ServiceChecks checks =
        new ServiceChecks(
            new Image(home),
            Doctor.NOTHING,
            new Systemd(stage.environment(), System::nanoTime),
            new SystemdHost(stage.environment()),
            stage.root().resolve("journal"));

    List<Finding> findings = checks.findings();

    Finding journal = findings.getLast();
    assertTrue(journal.found().startsWith("kept in memory only"), findings::toString);
    assertEquals(Finding.Verdict.INFO, journal.verdict());
  }

  @Test
  void tellsOfAJournalThatCannotBeRead() throws Exception {
    stage.programs().program("journalctl", "echo 'No journal files were opened' >&2; exit 1");

    Map<String, ?> journal = found("journal");

    assertEquals("warn", journal.get("verdict"));
    assertTrue(String.valueOf(journal.get("cure")).contains("systemd-journal"));
  }

  @Test
  void saysThatAnOldSystemdHasHelp() throws Exception {
    Stage.Outcome outcome = stage.vj("doctor");

    assertTrue(outcome.out().contains("systemd 252 knows no growing delays"), outcome::out);
  }
}
