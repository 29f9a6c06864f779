package vj.workers.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending;
import vj.bus.status.Ending.Cause;
import vj.bus.status.History;
import vj.bus.status.History.Failure;
import vj.bus.status.ServiceUnit;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.ServiceUnit.Words;

class AccountsTest {

  private static final Ending KILLED = new Ending(Cause.SIGNAL, 9);
  private static final Ending HUNG = new Ending(Cause.WATCHDOG, 6);

  @TempDir private Path directory;
  private Accounts accounts = new Accounts(Map.of());
  private long second = 1_000;

  private boolean look(Phase phase, int restarts, Ending ending) {
    return look(ScriptedServices.unit(WorkerName.AUDIO, phase, restarts, ending));
  }

  private boolean look(ServiceUnit unit) {
    return accounts.take(List.of(unit), Instant.ofEpochSecond(++second));
  }

  private static ServiceUnit unit(
      Phase phase, int restarts, Ending ending, long endedMicros, String subState) {
    return new ServiceUnit(
        WorkerName.AUDIO,
        phase,
        true,
        0,
        Optional.empty(),
        restarts,
        ending,
        endedMicros,
        new Words("activating", subState),
        "/unit",
        false);
  }

  private History history() {
    return Objects.requireNonNull(accounts.all().get(WorkerName.AUDIO)).history();
  }

  private Optional<Ending> why() {
    return history().lastFailure().map(Failure::ending);
  }

  private void crash(int restarts, Ending ending) {
    look(Phase.WAITING, restarts, ending);
    look(Phase.STARTING, restarts + 1, Ending.NONE);
    look(Phase.RUNNING, restarts + 1, Ending.NONE);
  }

  @Test
  void countsOnAcrossAReset() {
    look(Phase.RUNNING, 0, Ending.NONE);
    crash(0, KILLED);
    crash(1, KILLED);
    look(Phase.RUNNING, 0, Ending.NONE);
    crash(0, KILLED);

    assertEquals(3, history().restarts());
  }

  /// A unit that was reset and has failed more often since looks like one that was not.
  @Test
  void countsWhatHasComeSinceAReset() {
    look(Phase.RUNNING, 5, Ending.NONE);
    look(Phase.RUNNING, 2, Ending.NONE);

    assertEquals(7, history().restarts());
  }

  @Test
  void keepsWhyTheLastOneHappened() {
    crash(0, KILLED);
    Optional<Ending> first = why();
    crash(1, HUNG);

    assertEquals(Optional.of(KILLED), first);
    assertEquals(Optional.of(HUNG), why());
    assertEquals(2, history().restarts());
  }

  @Test
  void countsAFailureOnceHoweverOftenItIsLookedAt() {
    look(Phase.WAITING, 0, KILLED);
    Optional<Failure> first = history().lastFailure();
    boolean again = look(Phase.WAITING, 0, KILLED);

    assertFalse(again);
    assertEquals(first, history().lastFailure());
  }

  @Test
  void noticesTheSameFailureOfARunThatWasTooShortToBeSeen() {
    look(Phase.WAITING, 0, KILLED);
    long firstSeen = second;
    look(Phase.WAITING, 1, KILLED);

    assertEquals(1, history().restarts());
    assertEquals(
        Optional.of(Instant.ofEpochSecond(firstSeen + 1)),
        history().lastFailure().map(Failure::at));
  }

  /// systemd before 254: a program that sleeps before the start, after the restart was counted.
  @Test
  void doesNotTakeTheSleepBeforeTheStartForAnotherFailure() {
    look(Phase.WAITING, 0, HUNG);
    look(unit(Phase.WAITING, 1, KILLED, 0, "start-pre"));

    assertEquals(Optional.of(HUNG), why());
    assertEquals(1, history().restarts());
  }

  /// The start after a long run has the count reset: from 1 to 2 and to 0 within milliseconds.
  @Test
  void countsARestartWhoseStartResetsTheCount() {
    look(Phase.RUNNING, 0, Ending.NONE);
    crash(0, HUNG);
    look(Phase.WAITING, 1, KILLED);
    look(unit(Phase.WAITING, 0, KILLED, 0, "start-pre"));
    look(Phase.RUNNING, 0, Ending.NONE);

    assertEquals(2, history().restarts());
    assertEquals(Optional.of(KILLED), why());

    look(Phase.WAITING, 0, HUNG);
    look(Phase.RUNNING, 1, Ending.NONE);
    look(Phase.WAITING, 1, HUNG);
    look(Phase.RUNNING, 0, Ending.NONE);

    assertEquals(4, history().restarts());
    assertEquals(Optional.of(HUNG), why());
  }

  @Test
  void doesNotTakeAStartByHandForARestart() {
    crash(0, KILLED);
    look(Phase.FAILED, 1, KILLED);
    look(Phase.STARTING, 0, Ending.NONE);
    look(Phase.RUNNING, 0, Ending.NONE);

    assertEquals(1, history().restarts());
  }

  @Test
  void tellsTwoFailuresApartByWhenTheProcessEnded() {
    look(unit(Phase.FAILED, 0, KILLED, 5_000_000, "failed"));
    look(unit(Phase.FAILED, 0, KILLED, 5_000_000, "failed"));
    look(unit(Phase.FAILED, 0, KILLED, 9_000_000, "failed"));
    long again = second;
    look(unit(Phase.FAILED, 1, KILLED, 9_000_000, "failed"));

    assertEquals(
        Optional.of(Instant.ofEpochSecond(again)), history().lastFailure().map(Failure::at));
  }

  @Test
  void keepsTheEndOfOneThatGaveUp() {
    crash(4, KILLED);
    look(unit(Phase.WAITING, 5, HUNG, 7_000_000, "auto-restart"));
    Optional<Failure> last = history().lastFailure();
    look(unit(Phase.FAILED, 6, HUNG, 7_000_000, "failed")); // the restart that was refused

    assertEquals(6, history().restarts());
    assertEquals(Optional.of(HUNG), why());
    assertEquals(last, history().lastFailure());
  }

  @Test
  void saysThatNobodySawWhyWhenNobodyDid() {
    look(Phase.RUNNING, 0, Ending.NONE);
    look(Phase.RUNNING, 2, Ending.NONE);

    assertEquals(2, history().restarts());
    assertEquals(Optional.of(new Ending(Cause.UNSEEN, 0)), why());
    assertEquals(
        Optional.of(Instant.ofEpochSecond(second - 5)), // since when it is up
        history().lastFailure().map(Failure::at));
  }

  @Test
  void goesOnWhereItWasAfterARestartOfItsOwn() throws IOException {
    var file = new AccountsFile(directory.resolve("deep/status.json"));
    crash(0, KILLED);
    crash(1, HUNG);
    History before = history();
    file.write(accounts.all());

    accounts = new Accounts(file.read());
    boolean changed = look(Phase.RUNNING, 2, Ending.NONE);

    assertFalse(changed);
    assertEquals(before, history());
    assertTrue(look(Phase.RUNNING, 3, Ending.NONE));
    assertEquals(3, history().restarts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"workers\":",
        "{\"workers\":[]}",
        "{\"workers\":{\"audio_analyzer\":5}}",
        "{\"workers\":{\"audio_analyzer\":{\"restarts\":-1,\"counted\":\"x\",\"failing\":1e99}}}",
        "{\"workers\":{\"audio_analyzer\":{\"restarts\":99999999999999}}}"
      })
  void beginsAnewWithAFileThatItDidNotWrite(String content) throws IOException {
    Path path = directory.resolve("status.json");
    Files.writeString(path, content);

    accounts = new Accounts(new AccountsFile(path).read());
    look(Phase.RUNNING, 0, Ending.NONE);

    assertEquals(History.NONE, history());
  }

  @Test
  void doesNotReadAFileThatIsTooLong() throws IOException {
    Path path = directory.resolve("status.json");
    Files.writeString(path, "{\"a\":\"%s\"}".formatted("x".repeat(1 << 20)));

    assertEquals(Map.of(), new AccountsFile(path).read());
  }
}
