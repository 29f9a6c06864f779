package vj.workers.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.audio.AnalysisLoop.Analysts;
import vj.workers.audio.EventQueue.Event;
import vj.workers.audio.analysis.AnalysisParts;
import vj.workers.audio.analysis.Features;
import vj.workers.audio.analysis.StageTimes;

@Timeout(20)
class AnalysisLoopTest {

  private final AudioFlow flow = AudioFlow.create(() -> {});
  private final List<ScriptedAnalysis> analyses = new ArrayList<>();
  private final AnalysisLoop loop =
      new AnalysisLoop(
          flow,
          (rate, events) -> {
            analyses.add(new ScriptedAnalysis(rate, events));
            return analyses.getLast();
          },
          AnalysisParts.ALL);

  @Test
  void waitsForASource() {
    assertFalse(loop.turn());
    assertTrue(loop.turns() > 0);
  }

  @Test
  void publishesFeaturesAtPositionsOfTheRing() {
    flow.ring().begin(44_100, 1);
    write(1000);
    drain();
    flow.ring().begin(48_000, 1);
    write(1000);
    drain();
    var features = new Features();

    flow.board().read(features);

    assertEquals(1000 + 3 * ScriptedAnalysis.HOP, features.position);
  }

  @Test
  void beginsANewAnalysisForAnotherRate() {
    flow.ring().begin(44_100, 1);
    write(1000);
    drain();

    flow.ring().begin(48_000, 1);
    write(1000);
    drain();

    assertEquals(2, analyses.size());
  }

  @Test
  void keepsWhatItKnowsWhenALostDeviceComesBack() {
    flow.ring().begin(44_100, 1);
    write(1000);
    drain();

    flow.ring().begin(44_100, 1);
    write(1000);
    drain();

    assertEquals(1, analyses.size());
    assertEquals(6 * ScriptedAnalysis.HOP, analyses.getFirst().features.position);
  }

  @Test
  void beginsANewAnalysisForOtherMusic() {
    flow.ring().begin(44_100, 1);
    loop.turn();

    flow.ring().begin(44_100, 2);
    loop.turn();

    assertEquals(2, analyses.size());
  }

  @Test
  void keepsTheAnalysisWhenPartsAreSwitched() {
    var others = new AnalysisParts(true, true, true, false, true);
    flow.ring().begin(44_100, 1);
    write(1000);
    drain();

    loop.parts(others);
    write(1000);
    drain();

    assertEquals(1, analyses.size());
    assertEquals(others, analyses.getFirst().parts);
  }

  @Test
  void putsEventsAtPositionsOfTheRingAfterLostSamples() {
    flow.ring().begin(44_100, 1);
    write(1000);
    drain();
    write(SampleRing.CAPACITY / 2);
    write(SampleRing.CAPACITY / 2);
    write(1000);
    analyses.getFirst().onsets.add(analyses.getFirst().features.position + 10);
    var event = new Event();

    loop.turn();

    assertTrue(flow.ring().overruns() > 0);
    assertTrue(flow.events().poll(event));
    assertEquals(flow.ring().taken() - ScriptedAnalysis.HOP + 10, (long) event.position);
  }

  @Test
  void makesNoGarbageForEachHop() {
    var real = new AnalysisLoop(flow, Analysts::analyzer, AnalysisParts.ALL);
    flow.ring().begin(44_100, 1);
    float[] chunk = noise();
    var event = new Event();
    for (int i = 0; i < 2000; i++) {
      pass(real, chunk, event);
    }
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    for (int i = 0; i < 2000; i++) {
      pass(real, chunk, event);
    }

    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(bytes < 4096, bytes + " bytes in 20 s of sound");
  }

  @Test
  void makesNoGarbageWhileItIsMeasured() {
    var real = new AnalysisLoop(flow, Analysts::analyzer, AnalysisParts.ALL);
    flow.ring().begin(44_100, 1);
    flow.stopwatch().start(new StageTimes());
    float[] chunk = noise();
    var event = new Event();
    for (int i = 0; i < 2000; i++) {
      pass(real, chunk, event);
    }
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    for (int i = 0; i < 2000; i++) {
      pass(real, chunk, event);
    }

    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(bytes < 4096, bytes + " bytes in 20 s of sound");
  }

  private void pass(AnalysisLoop real, float[] chunk, Event event) {
    flow.ring().write(chunk, chunk.length, System.nanoTime());
    while (real.turn()) {
      // until the ring is empty
    }
    while (flow.events().poll(event)) {
      // as the frame loop does
    }
  }

  private static float[] noise() {
    var random = new java.util.Random(1);
    float[] chunk = new float[441];
    for (int i = 0; i < chunk.length; i++) {
      chunk[i] = (float) random.nextGaussian() * 0.1f;
    }
    return chunk;
  }

  private void write(int count) {
    flow.ring().write(new float[count], count, 0);
  }

  private void drain() {
    while (loop.turn()) {
      // until the ring is empty
    }
  }
}
