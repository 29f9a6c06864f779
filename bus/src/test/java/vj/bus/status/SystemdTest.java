package vj.bus.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending.Cause;
import vj.bus.status.ServiceManager.LogRequest;
import vj.bus.status.ServiceManager.UnreachableException;
import vj.bus.status.ServiceUnit.Phase;

@Timeout(20)
final class SystemdTest {

  /// As systemctl says it in a container without systemd.
  private static final String NO_BUS =
      "echo 'Failed to connect to bus: No medium found' >&2; exit 1";

  @TempDir private Path directory;

  private ServiceUnit only(Systemd systemd) throws IOException {
    return systemd.list().getFirst();
  }

  private Systemd systemd() {
    return new Systemd(new FakePrograms(directory).environment(Map.of()), () -> 61_000_000_000L);
  }

  private FakePrograms programs() {
    return new FakePrograms(directory);
  }

  private void shows(String state, String subState, String more) throws IOException {
    programs().program("systemctl", FakePrograms.shown("vj-audio", state, subState, more));
  }

  @Test
  void readsARunningUnit() throws IOException {
    shows("active", "running", "Result=success");

    ServiceUnit unit = only(systemd());

    assertEquals(Phase.RUNNING, unit.phase());
    assertTrue(unit.enabled());
    assertEquals(4711, unit.pid());
    assertEquals(2, unit.restarts());
    assertEquals(Optional.of(Duration.ofSeconds(60)), unit.uptime());
    assertEquals(Ending.NONE, unit.ending());
  }

  @Test
  void asksForEveryWorkerByNameInOneCall() throws IOException {
    shows("active", "running", "");

    systemd().list();

    List<String> calls = programs().called("systemctl");
    assertEquals(1, calls.size());
    assertTrue(calls.getFirst().startsWith("--user show --property=Id,"), calls.getFirst());
    for (WorkerName worker : WorkerName.values()) {
      assertTrue(calls.getFirst().contains(" " + worker.unit() + ".service"), calls.getFirst());
    }
  }

  @Test
  void knowsAUnitThatWaitsToBeRestarted() throws IOException {
    shows(
        "activating",
        "auto-restart",
        "Result=signal\nExecMainStatus=9\nExecMainExitTimestampMonotonic=60500000");

    ServiceUnit unit = only(systemd());

    assertEquals(Phase.WAITING, unit.phase());
    assertEquals(new Ending(Cause.SIGNAL, 9), unit.ending());
    assertEquals(60_500_000, unit.endedMicros());
  }

  @Test
  void takesTheSleepBeforeAStartForTheBackoff() throws IOException {
    shows("activating", "start-pre", "Result=success");

    assertEquals(Phase.WAITING, only(systemd()).phase());
  }

  /// There the result is that of the start, which has not failed; the end before it is told by the
  /// main process alone.
  @Test
  void knowsHowAWorkerEndedDuringTheSleepBeforeItsStart() throws IOException {
    shows("activating", "start-pre", "Result=success\nExecMainCode=2\nExecMainStatus=9");
    Ending killed = only(systemd()).ending();
    shows("activating", "start-pre", "Result=success\nExecMainCode=1\nExecMainStatus=70");
    Ending internal = only(systemd()).ending();
    shows("activating", "start-pre", "Result=success\nExecMainCode=1\nExecMainStatus=0");
    Ending clean = only(systemd()).ending();

    assertEquals(new Ending(Cause.SIGNAL, 9), killed);
    assertEquals(new Ending(Cause.EXIT, 70), internal);
    assertEquals(Ending.NONE, clean);
  }

  @Test
  void handsOverAnOrderThatItMustNotWaitFor() throws IOException {
    programs().program("systemctl", "exit 0");

    systemd().restartSoon(WorkerName.STATUS);
    systemd().stopSoon(WorkerName.STATUS);

    assertEquals(
        List.of(
            "--user reset-failed vj-status.service",
            "--user restart --no-block vj-status.service",
            "--user stop --no-block vj-status.service"),
        programs().called("systemctl"));
  }

  /// After giving up, systemd's result is still that of the last exit.
  @Test
  void knowsAUnitThatGaveUp() throws IOException {
    shows("failed", "failed", "Result=exit-code\nExecMainStatus=70\nNRestarts=5");

    ServiceUnit unit = only(systemd());

    assertTrue(unit.gaveUp());
    assertEquals("exit 70 (internal error)", unit.ending().text());
  }

  /// These are not restarted, whatever there was before.
  @Test
  void doesNotCallItGivingUpWhereARestartWasNeverMeant() throws IOException {
    for (int exit : new int[] {64, 69, 78}) {
      shows("failed", "failed", "Result=exit-code\nExecMainStatus=%d\nNRestarts=5".formatted(exit));

      ServiceUnit unit = only(systemd());

      assertTrue(unit.failed());
      assertFalse(unit.gaveUp());
    }
    shows("failed", "failed", "Result=exit-code\nExecMainStatus=70\nNRestarts=1");
    assertFalse(only(systemd()).gaveUp());
  }

  @Test
  void knowsAUnitThatIsNotInstalled() throws IOException {
    programs().program("systemctl", "echo Id=vj-audio.service; echo LoadState=not-found");

    assertFalse(only(systemd()).installed());
  }

  @Test
  void survivesOutputThatItDoesNotUnderstand() throws IOException {
    programs()
        .program(
            "systemctl",
            """
            printf 'Id=vj-audio.service\\nLoadState=loaded\\nActiveState=dancing\\nMainPID=many\\n'
            printf 'NRestarts=99999999999999999999\\nno equals sign\\n=\\n\\n\\n\\377\\376\\n'
            """);

    ServiceUnit unit = only(systemd());

    assertEquals(Phase.STOPPED, unit.phase());
    assertEquals(0, unit.pid());
    assertEquals(0, unit.restarts());
  }

  @Test
  void saysThatThereIsNoManagerToAsk() throws IOException {
    programs().program("systemctl", NO_BUS);

    UnreachableException e = assertThrows(UnreachableException.class, () -> systemd().list());

    assertEquals("Failed to connect to bus: No medium found", e.getMessage());
  }

  @Test
  void saysThatThereIsNoSystemdAtAll() {
    UnreachableException e = assertThrows(UnreachableException.class, () -> systemd().list());

    assertEquals("there is no systemctl here", e.getMessage());
  }

  @Test
  void givesUpOnASystemctlThatHangs() throws IOException {
    programs().program("systemctl", "exec /bin/sleep 60");

    IOException e = assertThrows(IOException.class, () -> systemd().list());

    assertEquals("systemctl did not end within 2000 ms", e.getMessage());
  }

  @Test
  void startsAUnitThatGaveUpByForgettingItsFailuresFirst() throws IOException {
    programs().program("systemctl", "exit 0");

    systemd().start(WorkerName.AUDIO);

    assertEquals(
        List.of("--user reset-failed vj-audio.service", "--user start vj-audio.service"),
        programs().called("systemctl"));
  }

  @Test
  void startsAUnitThatHasNothingToForget() throws IOException {
    programs()
        .program(
            "systemctl",
            """
            case $2 in
              reset-failed)
                echo 'Failed to reset failed state of unit vj-audio.service: Unit vj-audio.service not loaded.' >&2
                exit 1 ;;
            esac
            """);

    systemd().start(WorkerName.AUDIO);

    assertEquals(2, programs().called("systemctl").size());
  }

  @Test
  void passesSystemctlsOwnWordsOn() throws IOException {
    programs()
        .program(
            "systemctl", "echo 'Failed to stop vj-audio.service: nope' >&2; echo more >&2; exit 5");

    IOException e = assertThrows(IOException.class, () -> systemd().stop(WorkerName.AUDIO));

    assertEquals("Failed to stop vj-audio.service: nope", e.getMessage());
  }

  @Test
  void readsTheJournal() throws Exception {
    programs()
        .program(
            "journalctl",
            "echo '"
                + JournalTest.entry(2, 6, "two")
                + "'; echo '"
                + JournalTest.entry(1, 4, "one")
                + "'");

    try (LogLines lines = systemd().logs(new LogRequest(List.of(WorkerName.AUDIO), 7, false))) {
      assertEquals("one", lines.next().orElseThrow().text());
      assertEquals("two", lines.next().orElseThrow().text());
      assertEquals(Optional.empty(), lines.next());
    }
  }

  @Test
  void saysWhyThereIsNoJournal() throws Exception {
    programs().program("journalctl", "echo 'No journal files were found.' >&2; exit 1");

    try (LogLines lines = systemd().logs(new LogRequest(List.of(), 7, false))) {
      IOException e = assertThrows(IOException.class, lines::next);
      assertEquals("No journal files were found.", e.getMessage());
    }
  }

  @Test
  void tellsVersionAndLingering() throws IOException {
    programs()
        .program("systemctl", "[ \"$2\" = show ] || echo 'systemd 257 (257.13-1~deb13u1)'")
        .program("loginctl", "echo Linger=yes");

    ServiceManager.Facts facts = systemd().facts();

    assertEquals(new ServiceManager.Facts("systemd 257", 257, true), facts);
    assertEquals(Optional.of(true), systemd().startsWithoutLogin());
    assertEquals(1, programs().called("loginctl").size());
  }

  @Test
  void tellsWhatItKnowsWithoutLoginctl() throws IOException {
    programs().program("systemctl", "[ \"$2\" = show ] || echo 'systemd 257'");

    assertEquals("systemd 257", systemd().facts().name());
    assertEquals(Optional.empty(), systemd().startsWithoutLogin());

    programs().program("loginctl", "echo 'User vj is not logged in or lingering' >&2; exit 1");

    assertEquals(Optional.empty(), systemd().startsWithoutLogin());
  }
}
