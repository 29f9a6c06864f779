package vj.console;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.status.FakeWorker;

@Timeout(40)
final class UpVerbTest {

  @Test
  void refusesWhatRunsAlready() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      stage.image().program("vj-worker", "exit 0");

      Stage.Outcome outcome = stage.vj("up", "--demo");

      assertEquals(69, outcome.exitCode());
      assertEquals(
          "vj: audio is running already (pid %d); stop it first: vj stop audio, or Ctrl-C in its"
                  .formatted(ProcessHandle.current().pid())
              + " terminal",
          outcome.err().strip());
      assertEquals(List.of(), stage.image().called("vj-worker"));
      assertEquals(List.of("get_state"), worker.commands());
    }
  }

  @Test
  void endsItsWorkersWhenItIsTold() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "echo $$ >\"$VJ_STATE_DIR/pid\"; exec /bin/sleep 60");
      Running up = Running.start(stage, "up", "--demo", "audio");
      Path pidFile = stage.root().resolve("state/pid");
      await().until(() -> Files.exists(pidFile) && !Files.readString(pidFile).isBlank());
      ProcessHandle child =
          ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip())).orElseThrow();

      Stage.Outcome outcome = up.interrupted();

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertFalse(child.isAlive());
      assertEquals(List.of("audio --set source=demo"), stage.image().called("vj-worker"));
    }
  }

  @Test
  void givesEachWorkerOfTheDemoWhatItPlays() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "exec /bin/sleep 60");
      Running up = Running.start(stage, "up", "--demo");
      await().until(() -> stage.image().called("vj-worker").size() == 5);

      up.interrupted();

      assertEquals(
          Set.of(
              "audio --set source=demo",
              "spotify --set backend=demo --set playback_source=demo",
              "lyrics --set lrclib_url=demo --set llm_provider=none",
              "osc-debugger",
              "status"),
          Set.copyOf(stage.image().called("vj-worker")));
    }
  }

  @Test
  void restartsAWorkerThatDiesAndShowsWhatItSaid() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "echo 'last words'; exit 70");
      Running up = Running.start(stage, "up", "audio");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> stage.image().called("vj-worker").size() >= 3);

      Stage.Outcome outcome = up.interrupted();

      assertTrue(outcome.lines().contains("audio | last words"), outcome::out);
      assertTrue(
          outcome.lines().contains("vj: audio died (exit code 70); restarting it in 1 s"),
          outcome::out);
      assertTrue(
          outcome.lines().contains("vj: audio died (exit code 70); restarting it in 2 s"),
          outcome::out);
      assertTrue(Files.readAllLines(stage.root().resolve("state/logs/audio.log")).size() >= 3);
    }
  }

  @Test
  void endsWithAWorkerThatCannotBeHelpedByARestart() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "echo 'source: no such device' >&2; exit 78");

      Stage.Outcome outcome = stage.vj("up", "audio");

      assertEquals(78, outcome.exitCode());
      assertTrue(outcome.lines().contains("audio | source: no such device"), outcome::out);
      assertEquals(1, stage.image().called("vj-worker").size());
    }
  }

  @Test
  void saysWhatIsWrongWithAFileAndNotOnlyWhichOne() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "exit 0");
      Path logs = stage.root().resolve("state/logs");
      Files.createDirectories(stage.root().resolve("state"));
      Files.createFile(logs);

      Stage.Outcome outcome = stage.vj("up");

      assertEquals(1, outcome.exitCode());
      assertEquals("vj: %s: exists already".formatted(logs), outcome.err().strip());
    }
  }

  @Test
  void doublesTheDelayUpToHalfAMinute() {
    List<Long> seconds =
        IntStream.rangeClosed(1, 7)
            .mapToObj(ForegroundWorkers::delay)
            .map(Duration::toSeconds)
            .toList();

    assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L), seconds);
    assertEquals(30, ForegroundWorkers.delay(1_000_000).toSeconds());
  }

  @Test
  void leavesOutEmptyLinesBeforeOthersWhenTheTerminalIsSmall() {
    List<String> lines = List.of("", "a", "", "b", "c");

    assertEquals(lines, LiveScreen.fitting(lines, 5));
    assertEquals(List.of("a", "", "b", "c"), LiveScreen.fitting(lines, 4));
    assertEquals(List.of("a", "b"), LiveScreen.fitting(lines, 2));
  }

  @Test
  void cutsLinesWithoutCountingColours() {
    String painted = new Paint(true).bad("abcdef");

    assertEquals("\u001b[31mabc\u001b[0m", LiveScreen.cut(painted, 3));
    assertEquals("abc", LiveScreen.cut("abc", 10));
    assertEquals("ab", LiveScreen.cut("ab\u001b[1", 10).substring(0, 2));
  }
}
