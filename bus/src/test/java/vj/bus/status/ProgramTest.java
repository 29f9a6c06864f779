package vj.bus.status;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class ProgramTest {

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<String> complained = new CopyOnWriteArrayList<>();

  @TempDir private Path directory;

  @Test
  void handsOnWhatIsSaidWhereItIsSaid() throws Exception {
    Program program = program("echo one; echo 'oh dear' >&2; echo two; exit 3");

    int exit = program.follow(List.of(), said::add, complained::add);

    assertEquals(3, exit);
    assertEquals(List.of("one", "two"), said);
    assertEquals(List.of("oh dear"), complained);
  }

  @Test
  void anInterruptEndsTheProgramThatIsFollowed() throws Exception {
    Program program = program("echo $$; exec /bin/sleep 60");
    var ended = new CountDownLatch(1);
    Thread follower =
        Thread.ofPlatform()
            .start(() -> {
              assertThrows(
                  InterruptedException.class,
                  () -> program.follow(List.of(), said::add, complained::add));
              ended.countDown();
            });
    await().until(() -> said.size() == 1);
    ProcessHandle sleeping = ProcessHandle.of(Long.parseLong(said.getFirst())).orElseThrow();

    follower.interrupt();

    ended.await();
    await().until(() -> !sleeping.isAlive());
    assertFalse(said.size() > 1);
  }

  private Program program(String body) throws IOException {
    FakePrograms programs = new FakePrograms(Files.createDirectories(directory.resolve("bin")));
    programs.program("it", body);
    return new Program(directory.resolve("bin/it"), Map.of());
  }
}
