package vj.console;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.WorkerName;
import vj.bus.status.Program;

@Timeout(30)
final class ForegroundWorkersTest {

  private static final String KILLED = "vj: audio hangs: silent for %d s; killed";

  private final AtomicLong clock = new AtomicLong(1);
  private final Heartbeats heartbeats = new Heartbeats(clock::get);
  private final List<String> said = new ArrayList<>();
  private final Stage stage = opened();
  private final ForegroundWorkers workers =
      new ForegroundWorkers(
          new ForegroundWorkers.Plan(
              new Program(stage.root().resolve("image/bin/vj-worker"), Map.of()),
              List.of(WorkerName.AUDIO),
              Map.of(),
              stage.root().resolve("logs")),
          heartbeats,
          clock::get,
          said::add);

  private static Stage opened() {
    try {
      return Stage.open();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() throws IOException {
    stage.image().program("vj-worker", "exec /bin/sleep 60");
    workers.start();
  }

  @AfterEach
  void close() throws IOException {
    workers.close();
    stage.close();
  }

  private void hear() {
    heartbeats.heard(new Heartbeat("audio_analyzer", 7, 1, Map.of()));
  }

  private void pass(int seconds) throws IOException {
    for (int second = 0; second < seconds; second++) {
      clock.addAndGet(Duration.ofSeconds(1).toNanos());
      workers.supervise();
    }
  }

  @Test
  void restartsAWorkerThatHangs() throws Exception {
    hear();
    pass(30);
    assertEquals(List.of(), said);

    pass(1);

    assertEquals(List.of(KILLED.formatted(30)), said);
    await()
        .until(() -> {
          workers.supervise();
          return said.size() > 1;
        });
    assertEquals("vj: audio died (exit code 137); restarting it in 1 s", said.get(1));
    pass(1);
    await().until(() -> stage.image().called("vj-worker").size() == 2);
  }

  @Test
  void restartsAWorkerThatIsNeverHeard() throws Exception {
    pass(45);
    assertEquals(List.of(), said);

    pass(1);

    assertEquals(List.of(KILLED.formatted(45)), said);
  }

  @Test
  void leavesAWorkerAloneThatIsHeard() throws Exception {
    for (int beat = 0; beat < 20; beat++) {
      hear();
      pass(5);
    }

    assertEquals(List.of(), said);
  }

  @Test
  void leavesAWorkerAloneThatOnlyClosedTheConnection() throws Exception {
    hear();
    pass(5);
    heartbeats.gone("audio_analyzer", "64 connections already open");

    pass(100);

    assertEquals(List.of(), said);
  }

  @Test
  void doesNotCountTheTimeInWhichItWasStoppedItself() throws Exception {
    hear();
    pass(5);

    clock.addAndGet(Duration.ofHours(1).toNanos());
    pass(20);
    hear();
    pass(20);

    assertEquals(List.of(), said);
  }
}
