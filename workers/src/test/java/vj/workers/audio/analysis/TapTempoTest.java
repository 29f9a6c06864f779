package vj.workers.audio.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class TapTempoTest {

  private static final double RATE = 1000;

  private final TapTempo taps = new TapTempo(RATE);

  @Test
  void twoTapsAreATempo() {
    tap(10_000, 10_500);

    assertEquals(120, taps.bpm(), 1e-9);
    assertEquals(1, taps.beatsAt(10_500), 1e-9);
    assertEquals(1.5, taps.beatsAt(10_750), 1e-9);
  }

  @Test
  void aMissedBeatChangesNothing() {
    tap(0, 500, 1500, 2000, 2500);

    assertEquals(120, taps.bpm(), 1e-9);
    assertEquals(5, taps.beatsAt(2500), 1e-9);
  }

  @Test
  void aMissedBeatAmongThreeTapsChangesNothing() {
    tap(0, 500, 1500);

    assertEquals(120, taps.bpm(), 1e-9);
    assertEquals(3, taps.beatsAt(1500), 1e-9);
  }

  @Test
  void oneClumsyTapChangesLittle() {
    tap(0, 500, 1000, 1620, 2000, 2500, 3000);

    assertEquals(120, taps.bpm(), 0.5);
    assertEquals(6, taps.beatsAt(3000), 0.02);
  }

  @Test
  void eightTapsOfAnOrdinaryFingerTellTempoAndPhase() {
    Random random = new Random(3);
    double beatMillis = 60_000.0 / 128;
    double tempoError = 0;
    double phaseError = 0;

    for (int series = 0; series < 100; series++) {
      TapTempo each = new TapTempo(RATE);
      for (int beat = 0; beat < 8; beat++) {
        each.tap(1000 + beat * beatMillis + 15 * random.nextGaussian());
      }
      tempoError += Math.abs(each.bpm() - 128) / 100;
      phaseError += Math.abs(each.beatsAt(1000 + 7 * beatMillis) - 7) * beatMillis / 100;
    }

    assertTrue(tempoError < 0.01 * 128, "off by %.2f BPM".formatted(tempoError));
    assertTrue(phaseError < 10, "off by %.1f ms".formatted(phaseError));
  }

  @Test
  void aPauseBeginsAnotherSeries() {
    tap(0, 500, 1000, 3001);

    assertEquals(1, taps.count());
    tap(3401);
    assertEquals(150, taps.bpm(), 1e-9);
    assertEquals(1, taps.beatsAt(3401), 1e-9);
  }

  @Test
  void aKeyThatBouncesCountsOnce() {
    assertTrue(taps.tap(1000));

    assertFalse(taps.tap(1030));
    tap(1500);

    assertEquals(2, taps.count());
    assertEquals(120, taps.bpm(), 1e-9);
  }

  @Test
  void aLongSeriesFollowsItsNewestTapsAndCountsOn() {
    double at = 0;
    for (int beat = 0; beat < 40; beat++) {
      taps.tap(at);
      at += beat < 20 ? 500 : 400;
    }

    assertEquals(150, taps.bpm(), 1e-9);
    assertEquals(39, taps.beatsAt(at - 400), 1e-9);
  }

  private void tap(double... millis) {
    for (double at : millis) {
      taps.tap(at);
    }
  }
}
