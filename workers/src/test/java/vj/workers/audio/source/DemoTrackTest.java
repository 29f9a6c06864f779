package vj.workers.audio.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class DemoTrackTest {

  private static final int RATE = DemoTrack.SAMPLE_RATE;
  private static final int CYCLE = 90 * RATE;

  @Test
  void saysWhatHappensWhen() {
    assertArrayEquals(new double[] {60, 150}, DemoScore.drops(200));
    assertEquals(List.of(0.0, 30.0, 45.0, 60.0, 90.0), starts(100));
    assertArrayEquals(new double[] {0, 0.46875, 0.9375}, DemoScore.beats(1));
  }

  @Test
  void kicksAreWhereTheScoreSaysBeatsAre() {
    float[] track = left(20 * RATE);

    for (double beat : DemoScore.beats(19)) {
      int at = (int) Math.round(beat * RATE);
      double before = at == 0 ? 0 : energy(track, at - RATE / 50, at);
      assertTrue(energy(track, at, at + RATE / 50) > 4 * before, "no kick at " + beat);
    }
  }

  @Test
  void theBreakHasNoBassAndTheDropBringsItBack() {
    float[] track = left(64 * RATE);

    assertTrue(bass(track, 20) > 5 * bass(track, 40));
    assertTrue(bass(track, 61) > 5 * bass(track, 55));
    assertTrue(energy(track, 59 * RATE + 4 * RATE / 5, 60 * RATE) < 1e-3, "a gap before the drop");
  }

  @Test
  void goesRoundWithoutAClickAndStaysWithinFullScale() {
    float[] track = left(CYCLE + 2 * RATE);

    float steepest = 0;
    for (int i = RATE; i < 30 * RATE; i++) {
      steepest = Math.max(steepest, Math.abs(track[i] - track[i - 1]));
    }
    float seam = 0;
    for (int i = CYCLE - 100; i < CYCLE + 100; i++) {
      seam = Math.max(seam, Math.abs(track[i] - track[i - 1]));
    }
    float peak = 0;
    for (float sample : track) {
      peak = Math.max(peak, Math.abs(sample));
    }

    assertTrue(seam <= steepest, seam + " > " + steepest);
    assertTrue(peak > 0.7 && peak <= 1, "peak " + peak);
  }

  @Test
  void isTheSameEveryTime() {
    assertArrayEquals(left(5 * RATE), left(5 * RATE));
  }

  @Test
  void costsLessThanAHundredthOfACoreAndNoGarbage() {
    DemoTrack track = new DemoTrack();
    float[] piece = new float[2 * 256];
    for (int i = 0; i < CYCLE / 256; i++) { // warms up on every part
      track.read(piece, 256);
    }
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long cpu = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < CYCLE / 256; i++) {
      track.read(piece, 256);
    }

    cpu = threads.getCurrentThreadCpuTime() - cpu;
    allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
    assertTrue(cpu < 900_000_000L, cpu / 1_000_000 + " ms for 90 s");
    assertTrue(allocated < 1_000, allocated + " bytes");
  }

  private static List<Double> starts(double seconds) {
    return DemoScore.sections(seconds).stream().map(DemoScore.Section::start).toList();
  }

  private static float[] left(int frames) {
    DemoTrack track = new DemoTrack();
    float[] all = new float[2 * frames];
    track.read(all, frames);
    return Fixtures.channel(all, 2, 0);
  }

  private static double energy(float[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += samples[i] * samples[i];
    }
    return sum / (to - from);
  }

  /// Energy below about 100 Hz in the second from `second`.
  private static double bass(float[] samples, int second) {
    double low = 0;
    double sum = 0;
    for (int i = second * RATE; i < (second + 1) * RATE; i++) {
      low += 0.014 * (samples[i] - low);
      sum += low * low;
    }
    return sum;
  }
}
