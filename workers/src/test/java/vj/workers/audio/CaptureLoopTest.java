package vj.workers.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.audio.ScriptedSources.Step.Act;
import vj.workers.audio.ScriptedSources.Step.Deliver;
import vj.workers.audio.ScriptedSources.Step.End;
import vj.workers.audio.ScriptedSources.Step.Lose;
import vj.workers.audio.ScriptedSources.Step.NoDevice;
import vj.workers.audio.ScriptedSources.Step.Open;
import vj.workers.audio.source.SourceSpec;

@Timeout(10)
class CaptureLoopTest {

  private final ScriptedTime time = new ScriptedTime();
  private final ScriptedSources sources = new ScriptedSources(time);
  private final FakeContext context = new FakeContext(new TimedTelemetry(time::nanos), Map.of());
  private final SampleRing ring = new SampleRing(new SampleClock());
  private final CaptureLoop capture = new CaptureLoop(sources, ring, context, time);

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
  void waitsAtTheEndOfAFileForAnotherSource() {
    var demo = new SourceSpec.Demo();
    sources
        .then(new Open(44_100, 2))
        .then(new Deliver(0.5f, 1))
        .then(new Act(() -> time.at(time.nanos() + 60_000_000_000L, () -> change(demo))))
        .then(new End())
        .then(new Open(48_000, 1))
        .then(new Deliver(0.5f, 1));

    runScript();

    assertEquals(demo, sources.asked.getLast());
    assertTrue(context.events().stream().anyMatch(e -> e.endsWith("has ended")));
    assertTrue(context.events().stream().noneMatch(e -> e.startsWith("degraded")));
    assertEquals(48_000, ring.stream().sampleRate());
  }

  private void change(SourceSpec other) {
    assertInstanceOf(CaptureState.Ended.class, capture.state());
    capture.source(other);
    time.wake();
  }

  @Test
  void changesTheSourceAtOnce() {
    var demo = new SourceSpec.Demo();
    sources
        .then(new Open(44_100, 2))
        .then(new Deliver(0.5f, 0.1))
        .then(new Act(() -> capture.source(demo)))
        .then(new Deliver(0.5f, 0.01))
        .then(new Open(48_000, 2))
        .then(new Deliver(0.5f, 0.1));

    runScript();

    assertEquals(demo, sources.asked.get(1));
    assertTrue(context.events().stream().noneMatch(e -> e.startsWith("degraded")));
  }

  @Test
  void saysThatADigitallySilentSourceGivesNoSignal() {
    sources
        .then(new Open(44_100, 1))
        .then(new Deliver(0, 9.9))
        .then(new Act(() -> assertEquals("recovered", context.events().getLast())))
        .then(new Deliver(0, 0.2))
        .then(
            new Act(() -> assertTrue(context.events().getLast().startsWith("degraded: no signal"))))
        .then(new Deliver(0.001f, 0.01));

    runScript();

    assertEquals("recovered", context.events().getLast());
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
