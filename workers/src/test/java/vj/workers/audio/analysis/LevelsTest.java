package vj.workers.audio.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
final class LevelsTest {

  private static final int RATE = 44100;
  private static final int SUB_BASS = 0;
  private static final int PRESENCE = 5;
  private static final int AIR = 6;
  private static final int RMS = 7;

  @ParameterizedTest
  @CsvSource({"45,0", "130,1", "350,2", "1000,3", "2800,4", "4900,5", "10000,6"})
  void aSineLightsItsOwnBandAboveAllOthers(double hz, int band) {
    Listener listener = new Listener(RATE);

    float[] levels = listener.hear(Signals.sine(RATE, 2, hz, 0.5)).levels;

    assertTrue(levels[band] > 0.75, Arrays.toString(levels));
    assertTrue(levels[RMS] > 0.9, Arrays.toString(levels));
    for (int other = 0; other < RMS; other++) {
      assertTrue(other == band || levels[other] < 0.4, Arrays.toString(levels));
    }
  }

  @ParameterizedTest
  @CsvSource({"30", "45", "55"})
  void aBassToneDoesNotLightPresenceOrAir(double hz) {
    Listener listener = new Listener(RATE);

    float[] levels = listener.hear(Signals.sine(RATE, 3, hz, 0.8)).levels;

    assertTrue(levels[SUB_BASS] > 0.8, Arrays.toString(levels));
    assertEquals(0, levels[PRESENCE], Arrays.toString(levels));
    assertEquals(0, levels[AIR], Arrays.toString(levels));
  }

  @Test
  void digitalSilenceIsExactlyZeroAlsoAfterMusic() {
    Listener listener = new Listener(RATE);
    listener.hear(Signals.groove(RATE, 4, 120));

    Features features = listener.hear(Signals.silence(RATE, 2));

    assertEquals(0, max(features.levels));
    assertEquals(0, max(features.spectrum));
  }

  @Test
  void hissAfterMusicStaysNearZeroForAMinute() {
    Listener listener = new Listener(RATE);
    listener.hear(Signals.groove(RATE, 4, 120));
    listener.hear(Signals.silence(RATE, 1));
    float[] loudest = new float[2];

    listener.hear(
        Signals.noise(RATE, 60, 1e-4),
        f -> {
          loudest[0] = Math.max(loudest[0], max(f.levels));
          loudest[1] = Math.max(loudest[1], max(f.spectrum));
        });

    assertTrue(loudest[0] < 0.1, "levels reach " + loudest[0]);
    assertTrue(loudest[1] < 0.1, "spectrum reaches " + loudest[1]);
  }

  @Test
  void halfThePeakReadsAboutHalf() {
    Listener listener = new Listener(RATE);
    listener.hear(Signals.sine(RATE, 2, 1000, 0.5));

    float[] levels = listener.hear(Signals.sine(RATE, 1, 1000, 0.25)).levels;

    assertEquals(0.48, levels[3], 0.06);
    assertEquals(0.48, levels[RMS], 0.06);
  }

  @Test
  void aBreakStaysQuietInsteadOfBeingPumpedUp() {
    Listener listener = new Listener(RATE);
    listener.hear(Signals.groove(RATE, 6, 120));

    float rms = listener.hear(Signals.decibels(-20, Signals.groove(RATE, 7.9, 120))).levels[RMS];

    assertTrue(rms < 0.2, "rms reads " + rms);
  }

  @Test
  void quietMusicFillsTheScaleToo() {
    Listener listener = new Listener(RATE);
    float[] highest = new float[Features.LEVELS];

    listener.hear(
        Signals.decibels(-36, Signals.groove(RATE, 6, 120)),
        f -> {
          for (int b = 0; b < highest.length; b++) {
            highest[b] = Math.max(highest[b], f.levels[b]);
          }
        });

    assertTrue(highest[SUB_BASS] > 0.8 && highest[RMS] > 0.8, Arrays.toString(highest));
  }

  @Test
  void aClickShowsWithinTwoHops() {
    Listener listener = new Listener(RATE);
    listener.hear(Signals.silence(RATE, 0.5));
    float[] click = Signals.silence(RATE, 0.1);
    click[0] = 0.9f;
    click[1] = -0.9f;
    long[] shownAt = {-1};
    long begin = listener.analyzer.features().position;

    listener.hear(
        click,
        f -> {
          if (shownAt[0] < 0 && f.levels[AIR] > 0.5 && f.levels[RMS] > 0.5) {
            shownAt[0] = f.position - begin;
          }
        });

    assertTrue(shownAt[0] > 0 && shownAt[0] <= 2L * listener.analyzer.hop(), "at " + shownAt[0]);
  }

  @Test
  void aKickShowsInTheSubBassWithinAFrame() {
    Listener listener = new Listener(RATE);
    listener.hear(Signals.silence(RATE, 0.5));
    long begin = listener.analyzer.features().position;
    long[] shownAt = {-1};

    listener.hear(
        Signals.kick(RATE),
        f -> {
          if (shownAt[0] < 0 && f.levels[SUB_BASS] > 0.3) {
            shownAt[0] = f.position - begin;
          }
        });

    assertTrue(shownAt[0] > 0 && shownAt[0] <= 0.025 * RATE, "at " + shownAt[0]);
  }

  @Test
  void theSpectrumPeaksWhereTheSineIs() {
    for (int band = 2; band < Features.SPECTRUM - 1; band++) {
      Listener listener = new Listener(RATE);
      double hz = Math.sqrt(Bands.edgeHz(band) * Bands.edgeHz(band + 1));

      float[] spectrum = listener.hear(Signals.sine(RATE, 0.5, hz, 0.3)).spectrum;

      int peak = 0;
      for (int b = 0; b < spectrum.length; b++) {
        peak = spectrum[b] > spectrum[peak] ? b : peak;
      }
      assertEquals(band, peak, 1, "at " + hz + " Hz: " + Arrays.toString(spectrum));
    }
  }

  private static float max(float[] values) {
    float max = 0;
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }
}
