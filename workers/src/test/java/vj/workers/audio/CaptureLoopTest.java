package vj.workers.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.worker.FakeContext;
import vj.workers.audio.CaptureLoop.Wiring;
import vj.workers.audio.ScriptedSources.Step.Act;
import vj.workers.audio.ScriptedSources.Step.Deliver;
import vj.workers.audio.ScriptedSources.Step.Drop;
import vj.workers.audio.ScriptedSources.Step.End;
import vj.workers.audio.ScriptedSources.Step.Lose;
import vj.workers.audio.ScriptedSources.Step.NoDevice;
import vj.workers.audio.ScriptedSources.Step.Open;
import vj.workers.audio.analysis.Stopwatch;
import vj.workers.audio.source.SourceSpec;

@Timeout(10)
class CaptureLoopTest {

  private static final long SECOND = 1_000_000_000L;
  private static final SourceSpec FILE = new SourceSpec.File(Path.of("/music/a.wav"), false);

  private final ScriptedTime time = new ScriptedTime();
  private final ScriptedSources sources = new ScriptedSources(time);
  private final FakeContext context =
      new FakeContext(new TimedTelemetry(time::nanos), AudioSettings.ALL, Map.of());
  private final SampleRing ring = new SampleRing(new SampleClock());
  private final Wiring wiring =
      new Wiring(sources, ring, context, time, new Stopwatch(time::nanos));
  private final CaptureLoop capture = listenTo(new SourceSpec.Device(""));

  @Test
  void mixesChannelsToTheirMean() {
    sources.then(new Open(44_100, 2)).then(new Deliver(0.5f, 0.01));
    float[] hop = new float[441];

    runScript();

    assertTrue(ring.take(hop, ring.stream()));
    assertEquals(0.5f, hop[0]);
    assertEquals(44_100, ring.stream().sampleRate());
  }

  @Test
  void opensALostDeviceAgainWithGrowingPauses() {
    sources
        .then(new Open(44_100, 2))
        .then(new Deliver(0.5f, 1))
        .then(new Lose("Scripted was unplugged"));
    for (int i = 0; i < 5; i++) {
      sources.then(new NoDevice("no device matches"));
    }
    sources.then(new Open(44_100, 2)).then(new Deliver(0.5f, 0.1));

    runScript();

    List<Long> pauses = pausesSeconds();
    assertEquals(List.of(1500L, 1000L, 2000L, 4000L, 4000L, 4000L), pauses);
    assertTrue(context.events().contains("degraded: Scripted was unplugged"));
    assertTrue(context.events().contains("degraded: no device matches"));
    assertEquals("recovered", context.events().getLast());
    assertEquals(0, sources.openNow);
  }

  @Test
  void countsWhatWasNotReadInTimeOverEverySourceItOpens() {
    sources
        .then(new Open(44_100, 2))
        .then(new Deliver(0.5f, 0.01))
        .then(new Drop(300))
        .then(new Deliver(0.5f, 0.02))
        .then(new Lose("gone"))
        .then(new Open(44_100, 2))
        .then(new Drop(20))
        .then(new Deliver(0.5f, 0.01));

    runScript();

    assertEquals(320, ring.missed());
    assertEquals(0, ring.overruns());
  }

  @Test
  void knowsTheSameMusicAgainWhenADeviceComesBack() {
    sources.then(new Open(44_100, 2)).then(new Deliver(0.5f, 1)).then(new Lose("gone"));
    int[] music = new int[1];
    sources.then(new Act(() -> music[0] = ring.stream().music()));
    sources.then(new Open(44_100, 2)).then(new Deliver(0.5f, 1));

    runScript();

    assertEquals(music[0], ring.stream().music());
    assertEquals(44_100, ring.stream().start());
  }

  @Test
  void isOverWhenAFileEndsAndTakesItsFaultAlong() throws Exception {
    CaptureLoop file = listenTo(FILE);
    sources
        .then(new Open(44_100, 2))
        .then(new Deliver(0.5f, 1))
        .then(new Act(() -> time.pause(4 * SECOND)))
        .then(new Act(file::watch))
        .then(new End());

    file.run();

    assertInstanceOf(CaptureState.Ended.class, file.state());
    assertTrue(context.events().stream().anyMatch(e -> e.startsWith("degraded: no samples")));
    assertEquals("recovered", context.events().getLast());
    assertEquals(0, sources.openNow);
  }

  @Test
  void writesAndReportsNothingOnceItIsLeft() {
    sources
        .then(new Open(44_100, 2))
        .then(new Deliver(0.5f, 0.01))
        .then(
            new Act(() -> {
              capture.leave();
              ring.begin(48_000, 7);
              context.forget();
            }))
        .then(new Deliver(0.5f, 0.01))
        .then(new Lose("gone"));

    runScript();
    capture.watch();

    assertEquals(48_000, ring.stream().sampleRate());
    assertFalse(ring.take(new float[441], ring.stream()));
    assertEquals(List.of(), context.events());
    assertEquals(0, sources.openNow);
  }

  @Test
  void clearsTheFaultOfTheSourceBefore() {
    sources.then(new NoDevice("no device matches"));
    runScript();
    sources.then(new Open(44_100, 1));

    assertThrows(InterruptedException.class, listenTo(FILE)::run);

    assertEquals(
        List.of("recovered", "waiting for file:/music/a.wav"),
        context.events().subList(context.events().size() - 2, context.events().size()));
  }

  @Test
  void asksForTheWriterOfAPipeThatStaysEmptyUntilSamplesFlow() {
    CaptureLoop pipe = listenTo(new SourceSpec.Pipe(Path.of("/run/f"), 44_100, 2));
    String fault =
        "degraded: no samples from pipe:/run/f?rate=44100&channels=2 for 3 s: is anything writing"
            + " to it?";
    sources
        .then(new Open(44_100, 2))
        .then(new Act(() -> time.pause(2 * SECOND)))
        .then(new Act(pipe::watch))
        .then(new Act(() -> assertFalse(context.events().contains(fault))))
        .then(new Act(() -> time.pause(2 * SECOND)))
        .then(new Act(pipe::watch))
        .then(new Act(pipe::watch))
        .then(new Act(() -> assertEquals(fault, context.events().getLast())))
        .then(new Deliver(0.5f, 0.02))
        .then(new Act(() -> assertEquals("recovered", context.events().getLast())))
        .then(new Act(() -> time.pause(4 * SECOND)))
        .then(new Act(pipe::watch))
        .then(new Act(() -> assertEquals(fault, context.events().getLast())));

    assertThrows(InterruptedException.class, pipe::run);

    assertEquals(2, context.events().stream().filter(fault::equals).count());
  }

  @Test
  void saysThatAnOpenHangs() {
    sources.then(new Act(() -> time.pause(4 * SECOND))).then(new Act(capture::watch));

    runScript();

    assertEquals(
        "degraded: no samples from device for 3 s: does the sound server answer?",
        context.events().getLast());
  }

  @Test
  void leavesADeviceThatPausesToItsOwnWatch() {
    sources
        .then(new Open(44_100, 2))
        .then(new Deliver(0.5f, 0.02))
        .then(new Act(() -> time.pause(4 * SECOND)))
        .then(new Act(capture::watch))
        .then(new Deliver(0.5f, 0.02));

    runScript();

    assertTrue(context.events().stream().noneMatch(e -> e.startsWith("degraded")));
  }

  @Test
  void keepsToTheFirstReasonWhileADeviceIsLost() {
    sources
        .then(new NoDevice("no device matches"))
        .then(new Act(() -> time.pause(4 * SECOND)))
        .then(new Act(capture::watch))
        .then(new NoDevice("no device matches"));

    runScript();

    assertTrue(context.events().stream().noneMatch(e -> e.contains("no samples")));
  }

  @Test
  void saysThatADigitallySilentSourceGivesNoSignal() {
    sources
        .then(new Open(44_100, 1))
        .then(new Deliver(0, 9.9))
        .then(new Act(() -> assertFalse(context.events().getLast().startsWith("degraded"))))
        .then(new Deliver(0, 0.2))
        .then(
            new Act(() -> assertTrue(context.events().getLast().startsWith("degraded: no signal"))))
        .then(new Deliver(0.001f, 0.01));

    runScript();

    assertEquals("recovered", context.events().getLast());
  }

  @Test
  void takesASilentPassageOfAFileForMusic() {
    sources.then(new Open(44_100, 1)).then(new Deliver(0, 20));

    assertThrows(InterruptedException.class, listenTo(FILE)::run);

    assertTrue(context.events().stream().noneMatch(e -> e.startsWith("degraded")));
  }

  private CaptureLoop listenTo(SourceSpec spec) {
    return new CaptureLoop(wiring, spec, 0);
  }

  private void runScript() {
    assertThrows(InterruptedException.class, capture::run);
  }

  private List<Long> pausesSeconds() {
    List<Long> opened = sources.opened;
    return java.util.stream.IntStream.range(1, opened.size())
        .mapToObj(i -> (opened.get(i) - opened.get(i - 1)) / 1_000_000)
        .toList();
  }
}
