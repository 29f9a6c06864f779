package vj.workers.audio;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Answer;
import vj.bus.worker.FakeContext;
import vj.workers.audio.AnalysisLoop.Analysts;
import vj.workers.audio.source.SourceSpec;

@Timeout(30)
class AudioWorkerTest {

  private final TimedTelemetry telemetry = new TimedTelemetry(System::nanoTime);
  private final FakeContext context = new FakeContext(telemetry, AudioSettings.ALL, Map.of());
  private final List<LiveSource> opened = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Exception> ended = new CompletableFuture<>();
  private Thread main = new Thread();

  @AfterEach
  void stop() throws Exception {
    main.interrupt();
    main.join(5000);
  }

  @Test
  void sendsFramesUntilItIsToldToStopAndLeavesNothingBehind() throws Exception {
    start();
    await().until(() -> sent(AudioMessage.LEVELS) > 30);

    main.interrupt();

    assertInstanceOf(InterruptedException.class, ended.get(5, TimeUnit.SECONDS));
    assertTrue(opened.getFirst().isClosed());
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(t -> t.getName().startsWith("audio-")));
    assertTrue(context.progress.get() > 20);
  }

  @Test
  void endsWithTheExceptionThatEndedTheAnalysis() throws Exception {
    var bug = new IllegalStateException("a bug");
    run(
        _ -> new LiveSource(44_100),
        (_, _) -> {
          throw bug;
        });

    assertSame(bug, ended.get(5, TimeUnit.SECONDS));
  }

  @Test
  void endsWithTheExceptionThatEndedTheCapture() throws Exception {
    var bug = new IllegalStateException("a bug");
    run(
        _ -> {
          throw bug;
        },
        Analysts::analyzer);

    assertSame(bug, ended.get(5, TimeUnit.SECONDS));
  }

  @Test
  void doesNotFeedTheWatchdogWhileTheAnalysisHangs() throws Exception {
    var never = new java.util.concurrent.CountDownLatch(1);
    run(
        _ -> new LiveSource(44_100),
        (_, _) -> {
          while (true) {
            try {
              never.await();
            } catch (InterruptedException _) {
              throw new IllegalStateException("stopped");
            }
          }
        });
    await().until(() -> sent(AudioMessage.LEVELS) > 10);

    await().atMost(10, TimeUnit.SECONDS).until(this::progressHasStopped);

    assertFalse(ended.isDone());
  }

  @Test
  void sendsFramesWithoutADeviceAndSaysWhy() throws Exception {
    run(
        _ -> {
          throw new IOException("no device matches \"Nowhere\"");
        },
        Analysts::analyzer);

    await().until(() -> sent(AudioMessage.LEVELS) > 30);

    assertTrue(context.events().contains("degraded: no device matches \"Nowhere\""));
    assertEquals(0, telemetry.all(AudioMessage.ALIVE).getLast().number(0));
  }

  @Test
  void takesUpChangedSettingsWithoutStopping() throws Exception {
    start();
    await().until(() -> sent(AudioMessage.PITCH) > 10);

    context.configure(Map.of("source", "demo", "enable_pitch", false));
    await().until(() -> opened.size() == 2);
    await().until(() -> opened.getFirst().isClosed());
    telemetry.forget();
    await().until(() -> sent(AudioMessage.LEVELS) > 20);

    assertEquals(0, sent(AudioMessage.PITCH));
    assertFalse(ended.isDone());
  }

  @Test
  void playsAFileAgainOnlyWhenTheSameIsAskedForAgain() throws Exception {
    var file = Map.of("source", "file:/music/a.wav");
    context.configure(file);
    start();
    await().until(() -> opened.size() == 1);
    opened.getFirst().end();
    await().until(() -> context.events().contains("file:/music/a.wav has ended"));

    context.configure(Map.of("source", "file:/music/a.wav", "enable_pitch", false));
    await().until(this::framesWithoutPitch);
    assertEquals(1, opened.size());
    context.configure(Map.of("source", "file:/music/a.wav", "enable_pitch", false));

    await().until(() -> opened.size() == 2);
    assertFalse(ended.isDone());
  }

  @Test
  void leavesASourceThatHangsForAnother() throws Exception {
    var hanging = new java.util.concurrent.CountDownLatch(1);
    var never = new java.util.concurrent.CountDownLatch(1);
    context.configure(Map.of("source", "file:/net/a.wav"));
    run(
        spec -> {
          if (spec instanceof SourceSpec.File) {
            hanging.countDown();
            awaitDeafly(never);
          }
          return new LiveSource(44_100);
        },
        (rate, events) -> new ScriptedAnalysis(rate, events));
    hanging.await();
    await()
        .until(() -> context.events().stream().anyMatch(e -> e.endsWith("does its disk answer?")));

    context.configure(Map.of("source", "demo"));

    await().until(() -> context.events().getLast().equals("listening to Live (44100 Hz)"));
    never.countDown();
    await().until(() -> opened.size() == 2 && opened.getLast().isClosed());
    assertFalse(ended.isDone());
  }

  @Test
  void aSourceThatIsChosenBackAtOnceIsOpenedAgain() throws Exception {
    start();
    await().until(() -> opened.size() == 1);

    for (int i = 0; i < 20; i++) {
      context.configure(Map.of("source", i % 2 == 0 ? "demo" : "device"));
    }

    await().until(() -> context.events().getLast().startsWith("listening"));
    telemetry.forget();
    await().until(() -> sent(AudioMessage.LEVELS) > 20);
    assertTrue(context.events().stream().noneMatch(e -> e.endsWith("has ended")));
    assertEquals(1, opened.stream().filter(source -> !source.isClosed()).count());
  }

  private boolean framesWithoutPitch() {
    telemetry.forget();
    await().until(() -> sent(AudioMessage.LEVELS) > 20);
    return sent(AudioMessage.PITCH) == 0;
  }

  private static void awaitDeafly(java.util.concurrent.CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void showsItsStateAndGauges() throws Exception {
    start();
    var desk = context.desk;
    assertNotNull(desk);
    Map<String, @Nullable Object> state = new TreeMap<>();

    await()
        .until(() -> {
          desk.state(state);
          return Boolean.TRUE.equals(state.get("alive"));
        });

    assertEquals("Live (44100 Hz)", state.get("device_name"));
    assertEquals(44_100L, state.get("sample_rate"));
    assertEquals(false, state.get("source_ended"));
    assertInstanceOf(String.class, state.get("priority"));
    Map<String, @Nullable Object> gauges = new TreeMap<>();
    desk.gauges(gauges);
    assertTrue(
        gauges
            .keySet()
            .containsAll(
                List.of(
                    "frames_sent",
                    "fps",
                    "overruns",
                    "capture_overruns",
                    "nice",
                    "alive",
                    "peak_dbfs",
                    "bpm")),
        gauges.toString());
  }

  private void start() throws Exception {
    run(_ -> new LiveSource(44_100), (rate, events) -> new ScriptedAnalysis(rate, events));
  }

  private void run(CaptureLoop.Opener sources, Analysts analysts) throws Exception {
    CaptureLoop.Opener kept =
        spec -> {
          var source = (LiveSource) sources.open(spec);
          opened.add(source);
          return source;
        };
    AudioDesk.Devices none = () -> Answer.done("none");
    var worker = new AudioWorker(kept, none, analysts, Timekeeper.SYSTEM);
    main =
        Thread.ofPlatform()
            .name("main-under-test")
            .start(() -> {
              try {
                worker.run(context);
              } catch (Exception e) {
                ended.complete(e);
              }
            });
    assertTrue(context.ready.await(5, TimeUnit.SECONDS));
  }

  private int sent(AudioMessage message) {
    return telemetry.all(message).size();
  }

  private boolean progressHasStopped() {
    long before = context.progress.get();
    int frames = sent(AudioMessage.LEVELS);
    await().until(() -> sent(AudioMessage.LEVELS) > frames + 20);
    return context.progress.get() == before;
  }
}
