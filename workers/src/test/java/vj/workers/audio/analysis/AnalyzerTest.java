package vj.workers.audio.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class AnalyzerTest {

  private static final int RATE = 44100;

  @ParameterizedTest
  @ValueSource(ints = {8000, 11025, 16000, 22050, 32000, 44100, 48000, 64000, 88200, 96000, 192000})
  void everySampleRateHearsTheSameMusic(int rate) {
    Listener listener = new Listener(rate);

    Features features = listener.hear(Signals.groove(rate, 12, 128));

    double seconds = (double) listener.analyzer.hop() / rate;
    assertTrue(seconds > 0.0054 && seconds < 0.0062, "hop lasts " + seconds);
    assertEquals(128, features.bpm, 2);
    assertTrue(listener.onsets.size() > 30, listener.onsets.size() + " onsets");
    assertSound(features);
  }

  @Test
  void refusesSampleRatesOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> new Listener(7999));
    assertThrows(IllegalArgumentException.class, () -> new Listener(192001));
  }

  @Test
  void survivesWhatIsNotANumber() {
    Listener listener = new Listener(RATE);
    float[] bad = Signals.groove(RATE, 2, 120);
    for (int i = 0; i < bad.length; i += 97) {
      bad[i] =
          switch (i % 4) {
            case 0 -> Float.NaN;
            case 1 -> Float.POSITIVE_INFINITY;
            case 2 -> Float.NEGATIVE_INFINITY;
            default -> Float.MAX_VALUE;
          };
    }
    listener.hear(bad, AnalyzerTest::assertSound);

    Features features = listener.hear(Signals.groove(RATE, 20, 120), AnalyzerTest::assertSound);

    assertEquals(120, features.bpm, 1);
  }

  @Test
  void aConstantOffsetIsSilence() {
    Listener listener = new Listener(RATE);
    float[] offset = Signals.silence(RATE, 5);
    Arrays.fill(offset, 0.5f);

    Features features = listener.hear(offset);

    assertEquals(0, features.levels[7]);
    assertEquals(0, features.levels[0]);
    assertEquals(0, features.pitchHz);
    assertEquals(-6, features.peakDbfs, 0.1);
  }

  @Test
  void nothingStaysOfWhatIsNotANumber() {
    Listener listener = new Listener(RATE);
    float[] bad = Signals.noise(RATE, 2, 0.3);
    for (int i = 0; i < bad.length; i += 3) {
      bad[i] = i % 2 == 0 ? Float.NaN : Float.NEGATIVE_INFINITY;
    }
    listener.hear(bad);

    Features features = listener.hear(Signals.silence(RATE, 8));

    assertArrayEquals(new float[Features.LEVELS], features.levels);
    assertArrayEquals(new float[Features.SPECTRUM], features.spectrum);
    assertEquals(0, features.onsetStrength, 1e-3);
    assertEquals(0, features.pitchHz);
    assertEquals(-120, features.peakDbfs);
  }

  @Test
  void musicOnAConstantOffsetIsHeardAsMusic() {
    float[] music = Signals.decibels(-6, Signals.groove(RATE, 15, 126));
    float[] shifted = music.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += 0.4f;
    }
    Listener plain = new Listener(RATE);
    Listener offset = new Listener(RATE);

    Features expected = plain.hear(music);
    Features found = offset.hear(shifted);

    assertEquals(126, found.bpm, 1);
    assertArrayEquals(expected.levels, found.levels, 0.05f);
    assertEquals(plain.onsets.size(), offset.onsets.size(), 2);
  }

  @Test
  void silenceAfterMusicCostsNoMoreThanMusic() {
    Listener listener = new Listener(RATE);
    float[] music = Signals.groove(RATE, 20, 120);
    float[] silence = Signals.silence(RATE, 20);
    listener.hear(music);
    listener.hear(silence);

    long sounding = cpuNanos(() -> listener.hear(music));
    long decaying = cpuNanos(() -> listener.hear(silence));

    assertTrue(decaying < 2 * sounding, decaying + " ns against " + sounding);
  }

  @Test
  void denormalSamplesCostNoMoreThanOthers() {
    Listener listener = new Listener(RATE);
    float[] music = Signals.groove(RATE, 20, 120);
    float[] tiny = new float[music.length];
    for (int i = 0; i < tiny.length; i++) {
      tiny[i] = music[i] * 1e-39f;
    }
    listener.hear(music);

    long ordinary = cpuNanos(() -> listener.hear(music));
    long denormal = cpuNanos(() -> listener.hear(tiny));

    assertTrue(denormal < 3 * ordinary, denormal + " ns against " + ordinary);
    assertSound(listener.analyzer.features());
  }

  @Test
  void makesNoGarbage() {
    Analyzer analyzer = new Analyzer(RATE, AnalysisParts.ALL, new Deaf());
    float[] music = Signals.groove(RATE, 10, 128);
    float[] hop = new float[analyzer.hop()];
    run(analyzer, music, hop);
    run(analyzer, music, hop);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().threadId();

    long before = threads.getThreadAllocatedBytes(thread);
    run(analyzer, music, hop);
    long allocated = threads.getThreadAllocatedBytes(thread) - before;

    assertTrue(allocated < 1024, allocated + " bytes in " + music.length / hop.length + " hops");
  }

  @Test
  void thePeakIsThatOfTheInputAndFallsSlowly() {
    Listener listener = new Listener(RATE);

    float loud = listener.hear(Signals.sine(RATE, 1, 500, 0.5)).peakDbfs;
    float later = listener.hear(Signals.silence(RATE, 1)).peakDbfs;
    float silent = listener.hear(Signals.silence(RATE, 8)).peakDbfs;

    assertEquals(-6.02, loud, 0.05);
    assertEquals(-26, later, 0.5);
    assertEquals(-120, silent);
  }

  @Test
  void partsThatAreOffStayAtRest() {
    AnalysisParts none = new AnalysisParts(false, false, false, false, false);
    Analyzer analyzer = new Analyzer(RATE, none, new Deaf());

    run(analyzer, Signals.tone(RATE, 3, 220, 0.2), new float[analyzer.hop()]);

    Features features = analyzer.features();
    assertEquals(0, features.bpm);
    assertEquals(0, features.pitchHz);
    assertEquals(0, features.brightness);
    assertEquals(0, features.spectrum[3]);
    assertTrue(features.levels[7] > 0);
  }

  @Test
  void switchingAPartOffAndOnAgainKeepsTheTempo() {
    Listener listener = new Listener(RATE);
    listener.hear(Signals.groove(RATE, 12, 120));

    listener.analyzer.parts(new AnalysisParts(false, true, true, false, false));
    float without = listener.hear(Signals.groove(RATE, 1, 120)).bpm;
    listener.analyzer.parts(AnalysisParts.ALL);
    Features with = listener.hear(Signals.groove(RATE, 1, 120), AnalyzerTest::assertSound);

    assertEquals(120, without, 1);
    assertEquals(120, with.bpm, 1);
  }

  @Test
  void aPartThatIsSwitchedOffComesToRest() {
    Listener listener = new Listener(RATE);
    listener.hear(Signals.join(Signals.groove(RATE, 12, 128), Signals.tone(RATE, 1, 220, 0.2)));

    listener.analyzer.parts(new AnalysisParts(false, false, false, false, false));

    Features features = listener.analyzer.features();
    assertEquals(0, features.bpm);
    assertEquals(0, features.bpmConfidence);
    assertEquals(0, features.beatClock);
    assertEquals(0, features.pitchHz);
    assertEquals(0, features.pitchConfidence);
    assertEquals(0, features.brightness);
    assertArrayEquals(new float[Features.SPECTRUM], features.spectrum);
  }

  @Test
  void aBeatThatIsFollowedAgainBeginsAnew() {
    Listener listener = new Listener(RATE);
    listener.hear(Signals.groove(RATE, 12, 128));
    listener.analyzer.parts(new AnalysisParts(true, false, false, true, true));
    listener.hear(Signals.groove(RATE, 20, 100));

    listener.analyzer.parts(AnalysisParts.ALL);

    assertEquals(0, listener.hear(Signals.groove(RATE, 0.1, 100)).bpm);
    assertEquals(100, listener.hear(Signals.groove(RATE, 12, 100)).bpm, 1);
  }

  private static void run(Analyzer analyzer, float[] samples, float[] hop) {
    for (int i = 0; i + hop.length <= samples.length; i += hop.length) {
      System.arraycopy(samples, i, hop, 0, hop.length);
      analyzer.process(hop);
    }
  }

  private static long cpuNanos(Runnable work) {
    java.lang.management.ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    work.run();
    return threads.getCurrentThreadCpuTime() - before;
  }

  private static void assertSound(Features f) {
    for (float level : f.levels) {
      assertTrue(level >= 0 && level <= 1, Arrays.toString(f.levels));
    }
    for (float value : f.spectrum) {
      assertTrue(value >= 0 && value <= 1, Arrays.toString(f.spectrum));
    }
    assertTrue(f.onsetStrength >= 0 && f.onsetStrength <= 1);
    assertTrue(f.bpm == 0 || (f.bpm >= 60 && f.bpm <= 200));
    assertTrue(f.bpmConfidence >= 0 && f.bpmConfidence <= 1);
    assertTrue(Double.isFinite(f.beatClock));
    assertTrue(f.pitchHz >= 0 && f.pitchConfidence >= 0 && f.pitchConfidence <= 1);
    assertTrue(f.energyTrend >= -1 && f.energyTrend <= 1);
    assertTrue(f.brightness >= 0 && f.brightness <= 1);
  }

  private static final class Deaf implements AnalysisEvents {
    @Override
    public void onset(int band, float strength, long position) {}

    @Override
    public void beat(float strength, int beatInBar, double position) {}
  }
}
