package vj.workers.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Answer;
import vj.bus.control.Message.Command;
import vj.bus.control.NobodyThere;
import vj.bus.worker.FakeContext;
import vj.bus.worker.WorkerCommand;
import vj.bus.worker.WorkerContext.WorkerDesk;
import vj.workers.audio.AnalysisLoop.Analysts;
import vj.workers.audio.analysis.AnalysisParts;

@Timeout(30)
class BenchmarkTest {

  private final FakeContext context =
      new FakeContext(new TimedTelemetry(System::nanoTime), AudioSettings.ALL, Map.of());
  private Thread main = new Thread();

  @AfterEach
  void stop() throws Exception {
    main.interrupt();
    main.join(5000);
  }

  @Test
  void measuresEveryStageOfTheRunningWorker() throws Exception {
    start();

    Answer answer = ask(Map.of("seconds", 2L));

    Map<String, @Nullable Object> data = Objects.requireNonNull(answer.data(), answer::toString);
    Map<?, ?> stages = assertInstanceOf(Map.class, data.get("stages"));
    for (String stage :
        List.of("capture", "front_end", "onset", "levels", "beat", "pitch", "structure")) {
      assertSound(stage, assertInstanceOf(Map.class, stages.get(stage)));
    }
    assertSound("send_frame", assertInstanceOf(Map.class, stages.get("send_frame")));
    // How many they are is the machine's business: 344 hops and 120 frames in two idle seconds.
    assertTrue(number(data.get("hops")) > 0);
    assertEquals(number(data.get("frames")), count(stages, "send_frame"));
    assertEquals(number(data.get("hops")), count(stages, "beat"), 1);
    assertTrue(number(data.get("process_core_share")) > 0);
    assertTrue(number(data.get("analysis_core_share")) > 0);
  }

  private static double count(Map<?, ?> stages, String stage) {
    return number(assertInstanceOf(Map.class, stages.get(stage)).get("count"));
  }

  private static void assertSound(String stage, Map<?, ?> micros) {
    assertTrue(number(micros.get("count")) > 0, stage);
    List<String> rising = List.of("min", "p50", "p95", "p99", "max");
    for (int i = 1; i < rising.size(); i++) {
      double before = number(micros.get(rising.get(i - 1)));
      assertTrue(before <= number(micros.get(rising.get(i))), stage + " " + micros);
    }
    assertTrue(number(micros.get("mean")) >= number(micros.get("min")), stage + " " + micros);
  }

  @Test
  void measuresOneAtATime() throws Exception {
    var time = new HeldTime();
    AudioFlow flow = AudioFlow.create(() -> {});
    var analysis = new AnalysisLoop(flow, Analysts::analyzer, AnalysisParts.ALL);
    var sender = new AudioSender(context.telemetry(), FrameRig.settings(Map.of()));
    var benchmark = new Benchmark(flow, analysis, new FrameLoop(flow, sender, time), time);
    var first = new FutureTask<>(() -> benchmark.measure(command(Map.of())));
    Thread.ofPlatform().name("first").start(first);
    time.waiting.await();

    Answer second = benchmark.measure(command(Map.of()));

    assertEquals("a benchmark is running already; ask again when it has ended", second.message());
    time.over.countDown();
    assertTrue(first.get().success());
    assertTrue(benchmark.measure(command(Map.of())).success());
  }

  /// Every wait takes until the test says that it is over.
  private static final class HeldTime implements Timekeeper {
    final CountDownLatch waiting = new CountDownLatch(1);
    final CountDownLatch over = new CountDownLatch(1);
    private volatile long now;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void parkUntil(long deadline) throws InterruptedException {
      waiting.countDown();
      over.await();
      now = deadline;
    }
  }

  @Test
  void refusesOtherTimes() throws Exception {
    start();

    for (Object wrong : List.<Object>of(0L, 61L, -1L, 1.5, "10", true)) {
      Answer answer = ask(Map.of("seconds", wrong));

      assertFalse(answer.success());
      assertEquals("seconds must be 1..60, not " + wrong, answer.message());
    }
  }

  private void start() throws Exception {
    AudioDesk.Devices none = () -> Answer.done("none");
    var worker =
        new AudioWorker(_ -> new LiveSource(44_100), none, Analysts::analyzer, Timekeeper.SYSTEM);
    main =
        Thread.ofPlatform()
            .name("main-under-test")
            .start(() -> {
              try {
                worker.run(context);
              } catch (Exception _) {
                // told to stop
              }
            });
    context.ready.await();
  }

  private Answer ask(Map<String, ?> fields) {
    WorkerDesk desk = Objects.requireNonNull(context.desk);
    WorkerCommand own =
        desk.commands().stream()
            .filter(command -> command.name().equals("benchmark"))
            .findFirst()
            .orElseThrow();
    assertTrue(own.slow());
    return own.action().answer(command(fields), new NobodyThere());
  }

  private static Command command(Map<String, ?> fields) {
    return new Command("1", "benchmark", new HashMap<>(fields));
  }

  private static double number(@Nullable Object value) {
    return assertInstanceOf(Number.class, value).doubleValue();
  }
}
