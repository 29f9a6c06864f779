package vj.workers.audio.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class PitchTest {

  private static final int RATE = 44100;

  @ParameterizedTest
  @CsvSource({"8000,440", "22050,440", "44100,440", "48000,440", "96000,440", "192000,440"})
  void hearsConcertPitchAtEveryRate(int rate, double hz) {
    Listener listener = new Listener(rate);

    Features features = listener.hear(Signals.sine(rate, 1, hz, 0.3));

    assertEquals(hz, features.pitchHz, hz * 0.003);
    assertTrue(features.pitchConfidence > 0.9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {55, 82.4, 110, 196, 329.6, 659.3, 1046.5, 1568, 2093, 2400})
  void hearsTonesFromBassToTreble(double hz) {
    Listener listener = new Listener(44100);

    Features features = listener.hear(Signals.tone(44100, 1, hz, 0.2));

    assertEquals(hz, features.pitchHz, hz * 0.005);
  }

  @Test
  void silenceAndHissHaveNoPitch() {
    Listener listener = new Listener(44100);
    listener.hear(Signals.tone(44100, 1, 220, 0.2));
    listener.hear(Signals.silence(44100, 0.2));

    float inSilence = listener.analyzer.features().pitchHz;
    Features features = listener.hear(Signals.noise(44100, 0.5, 1e-4));

    assertEquals(0, inSilence);
    assertEquals(0, features.pitchHz);
    assertEquals(0, features.pitchConfidence);
  }

  @Test
  void whiteNoiseHasNoPitchMostOfTheTime() {
    Listener listener = new Listener(44100);
    int[] voiced = new int[2];

    listener.hear(
        Signals.noise(44100, 5, 0.1),
        f -> {
          voiced[0]++;
          voiced[1] += f.pitchHz > 0 ? 1 : 0;
        });

    assertTrue(voiced[1] < 0.05 * voiced[0], voiced[1] + " of " + voiced[0]);
  }

  @ParameterizedTest
  @CsvSource({"220,330,0.025", "440,587,0.022", "880,440,0.025", "98,131,0.04", "55,110,0.05"})
  void aStepIsHeardWithinTwoPeriodsAndAWindow(double from, double to, double seconds) {
    Listener listener = new Listener(RATE);
    listener.hear(Signals.tone(RATE, 0.6, from, 0.2));
    double[] lastWrong = {0};
    long begin = listener.analyzer.features().position;

    listener.hear(
        Signals.tone(RATE, 0.6, to, 0.2),
        f -> {
          if (Math.abs(f.pitchHz - to) > 0.02 * to) {
            lastWrong[0] = (double) (f.position - begin) / RATE;
          }
        });

    assertTrue(lastWrong[0] <= seconds, "wrong for %.4f s".formatted(lastWrong[0]));
  }

  @ParameterizedTest
  @ValueSource(doubles = {110, 220, 440, 700})
  void aToneIsHeardInNoiseSixDecibelsBelowIt(double hz) {
    Listener listener = new Listener(RATE);
    float[] samples = Signals.noise(RATE, 3, 0.08);
    Signals.put(samples, 0, Signals.tone(RATE, 3, hz, 0.18), 1);

    double right = shareWithin(listener, samples, hz);

    assertTrue(right > 0.95, right + " of the time");
  }

  @ParameterizedTest
  @ValueSource(doubles = {82.4, 110, 165, 220})
  void aMissingFundamentalIsHeard(double hz) {
    Listener listener = new Listener(RATE);
    float[] samples = Signals.silence(RATE, 1);
    for (int k = 3; k <= 8; k++) {
      Signals.put(samples, 0, Signals.sine(RATE, 1, k * hz, 0.05), 1);
    }

    Features features = listener.hear(samples);

    assertEquals(hz, features.pitchHz, hz * 0.005);
  }

  @ParameterizedTest
  @ValueSource(doubles = {262, 330, 440, 659})
  void aMelodyIsHeardOverDrums(double hz) {
    Listener listener = new Listener(RATE);
    float[] samples = Signals.kickAndHat(RATE, 4, 125);
    for (int i = 1; i < 8; i += 2) {
      Signals.put(samples, (int) (i * 0.48 * RATE), Signals.snare(RATE), 0.4);
    }
    Signals.put(samples, 0, Signals.tone(RATE, 4, hz, 0.4), 1);

    double right = shareWithin(listener, samples, hz);

    assertTrue(right > 0.9, right + " of the time");
  }

  @Test
  void drumsBetweenTheNotesOfALouderMelodyAreNoNotes() {
    Listener listener = new Listener(RATE);
    float[] note = Signals.tone(RATE, 0.2, 440, 0.4);
    float[] samples = Signals.kickAndHat(RATE, 8, 120);
    for (int i = 0; i < 8; i++) {
      Signals.put(samples, i * RATE, note, 1);
    }
    double[] time = {0, 0};

    listener.hear(
        samples,
        f -> {
          double second = (double) f.position / RATE % 1;
          if (second > 0.25) {
            time[0]++;
            time[1] += f.pitchHz > 0 ? 1 : 0;
          }
        });

    assertTrue(time[1] < 0.25 * time[0], time[1] + " of " + time[0]);
  }

  @Test
  void aNoteThatIsLetGoEndsAlthoughItRingsOn() {
    Listener listener = new Listener(RATE);
    float[] samples = Signals.tone(RATE, 1.5, 330, 0.3);
    for (int i = RATE / 2; i < samples.length; i++) {
      samples[i] *= (float) Math.pow(10, -15.0 * (i - RATE / 2) / RATE);
    }
    double[] lastVoiced = {0};

    listener.hear(
        samples,
        f -> {
          if (f.pitchHz > 0) {
            lastVoiced[0] = (double) f.position / RATE;
          }
        });

    assertEquals(0.5 + 0.04, lastVoiced[0], 0.03);
  }

  @Test
  void aPluckedStringSoundsWhileItFades() {
    Listener listener = new Listener(RATE);
    float[] samples = Signals.tone(RATE, 1, 196, 0.4);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= (float) Math.pow(10, -1.0 * i / RATE);
    }

    double right = shareWithin(listener, samples, 196);

    assertTrue(right > 0.95, right + " of the time");
  }

  /// Of the hops after the first tenth of a second.
  private static double shareWithin(Listener listener, float[] samples, double hz) {
    int[] hops = {0, 0};
    listener.hear(
        samples,
        f -> {
          if (f.position > RATE / 10) {
            hops[0]++;
            hops[1] += Math.abs(f.pitchHz - hz) < 0.03 * hz ? 1 : 0;
          }
        });
    return (double) hops[1] / hops[0];
  }
}
