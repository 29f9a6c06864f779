package vj.workers.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.Acceptance;

@Timeout(20)
final class PriorityTest {

  private static final String STAT = "42 (main) S 1 1 1 0 -1 64 0 0 0 0 0 0 0 0 20 %d 5 0";

  @TempDir private Path proc;

  @Test
  void isGivenToTheThreadAndToWhatItStartsOrRefusedWithoutHarm() throws Exception {
    Acceptance.needs("renice");
    var priority = new Priority(Path.of("/proc"));

    int inherited =
        inThread(
            "audio-test",
            () -> {
              priority.ask(-5);
              return inThread("child", PriorityTest::ownNice);
            });

    assertEquals(priority.nice(), inherited);
    String expected = inherited == -5 ? "nice -5" : "nice %d: the system refuses -5";
    assertEquals(expected.formatted(inherited), priority.text());
  }

  @Test
  void isGivenBack() throws Exception {
    Acceptance.needs("renice");
    var priority = new Priority(Path.of("/proc"));

    int nice =
        inThread(
            "audio-test",
            () -> {
              priority.ask(-5);
              priority.ask(0);
              return ownNice();
            });

    assertEquals(0, nice);
    assertEquals("nice 0", priority.text());
  }

  @Test
  void isNotAskedForWhereTheLimitForbidsIt() throws Exception {
    Path task = Files.createDirectories(proc.resolve("self/task/42"));
    Files.createSymbolicLink(proc.resolve("thread-self"), task);
    Files.writeString(task.resolve("stat"), STAT.formatted(0));
    Files.writeString(proc.resolve("self/status"), "Name:\tjava\nCapEff:\t000001ffff7fffff\n");
    Files.writeString(proc.resolve("self/limits"), "Max nice priority         0          0   \n");
    var priority = new Priority(proc);

    priority.ask(-10);

    assertEquals(0, priority.nice());
    assertEquals("nice 0: the system refuses -10", priority.text());
  }

  @Test
  void isNormalOnASystemWithoutProc() throws Exception {
    var priority = new Priority(proc.resolve("none"));

    priority.ask(-10);

    assertEquals("normal: this system has none for each thread", priority.text());
  }

  @Test
  void isReadBehindANameThatLooksLikeFields() throws Exception {
    assertEquals(-7, Priority.niceOf(STAT.formatted(-7).replace("main", "a) b (1 2) 3")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "42 (main", ") 1 2 3", "42 (x) S 1 1 1 0 -1 64 0 0 0 0 0 0 0 0 20 x 5"})
  void refusesFieldsThatAreNotThere(String stat) {
    IOException refused = assertThrows(IOException.class, () -> Priority.niceOf(stat));

    assertTrue(String.valueOf(refused.getMessage()).contains("no nice value"));
  }

  private static int ownNice() throws IOException {
    return Priority.niceOf(Files.readString(Path.of("/proc/thread-self/stat")));
  }

  private interface Work {
    int run() throws Exception;
  }

  private static int inThread(String name, Work work) throws Exception {
    var result = new CompletableFuture<Integer>();
    Thread.ofPlatform()
        .name(name)
        .start(() -> {
          try {
            result.complete(work.run());
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
    return result.get(10, TimeUnit.SECONDS);
  }
}
