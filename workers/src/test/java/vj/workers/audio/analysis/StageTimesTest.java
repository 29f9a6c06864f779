package vj.workers.audio.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class StageTimesTest {

  private final StageTimes times = new StageTimes();

  @Test
  void percentilesAreExactToThreePercent() {
    for (int i = 1; i <= 100_000; i++) {
      times.add(Stage.BEAT, 10L * i);
    }

    assertEquals(100_000, times.count(Stage.BEAT));
    assertEquals(10, times.least(Stage.BEAT));
    assertEquals(1_000_000, times.most(Stage.BEAT));
    assertEquals(500_005, times.mean(Stage.BEAT), 1);
    assertEquals(500_000, times.percentile(Stage.BEAT, 0.5), 15_000);
    assertEquals(950_000, times.percentile(Stage.BEAT, 0.95), 28_500);
    assertEquals(990_000, times.percentile(Stage.BEAT, 0.99), 29_700);
  }

  @Test
  void stagesAreKeptApart() {
    times.add(Stage.PITCH, 40_000);

    assertEquals(0, times.count(Stage.BEAT));
    assertEquals(0, times.percentile(Stage.BEAT, 0.99));
    assertEquals(40_000, times.percentile(Stage.PITCH, 0.5));
  }

  @Test
  void takesWhatNobodyExpects() {
    times.add(Stage.HOP, 0);
    times.add(Stage.HOP, -5);
    times.add(Stage.HOP, Long.MAX_VALUE / 4);

    assertEquals(3, times.count(Stage.HOP));
    assertEquals(-5, times.least(Stage.HOP));
    assertEquals(Long.MAX_VALUE / 4, times.most(Stage.HOP));
  }
}
