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

  @ParameterizedTest
  @CsvSource({"8000,440", "22050,440", "44100,440", "48000,440", "96000,440", "192000,440"})
  void hearsConcertPitchAtEveryRate(int rate, double hz) {
    Listener listener = new Listener(rate);

    Features features = listener.hear(Signals.sine(rate, 1, hz, 0.3));

    assertEquals(hz, features.pitchHz, hz * 0.003);
    assertTrue(features.pitchConfidence > 0.9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {55, 82.4, 110, 196, 329.6, 659.3, 1046.5, 1568})
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
}
