package vj.workers.audio.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class OnsetsTest {

  @ParameterizedTest
  @ValueSource(ints = {22050, 44100, 48000, 96000, 192000})
  void aClickIsToldWithinFifteenMilliseconds(int rate) {
    Listener listener = new Listener(rate);
    listener.hear(Signals.noise(rate, 0.5, 1e-4));
    long begin = listener.analyzer.features().position;
    int clicks = 40;
    float[] samples = Signals.noise(rate, 0.3 * clicks + 0.2, 1e-4);
    int[] at = new int[clicks];
    for (int i = 0; i < clicks; i++) {
      at[i] = (int) ((0.1 + 0.3 * i) * rate) + 7 * i;
      Signals.put(samples, at[i], Signals.hat(rate), 1);
    }

    listener.hear(samples);

    assertEquals(clicks, listener.onsets.size());
    for (int i = 0; i < clicks; i++) {
      Listener.Onset onset = listener.onsets.get(i);
      long late = onset.toldAt() - begin - at[i];
      assertTrue(late <= 0.015 * rate, "told %d samples late".formatted(late));
      assertEquals(0, (double) (onset.position() - begin - at[i]), 0.008 * rate);
    }
  }

  @Test
  void anOnsetKnowsItsBand() {
    int rate = 44100;
    Listener listener = new Listener(rate);
    float[] samples = Signals.silence(rate, 8);
    for (int i = 0; i < 8; i++) {
      Signals.put(samples, i * rate, Signals.kick(rate), 1);
      Signals.put(samples, i * rate + rate / 2, Signals.hat(rate), 1);
    }

    listener.hear(samples);

    int right = 0;
    for (Listener.Onset onset : listener.onsets) {
      boolean isKick = (onset.position() + rate / 4) / (rate / 2) % 2 == 0;
      right += onset.band() == (isKick ? Flux.LOW : Flux.HIGH) ? 1 : 0;
    }
    assertTrue(right >= 0.8 * listener.onsets.size(), listener.onsets.toString());
  }

  @Test
  void steadyNoiseHasFewOnsets() {
    int rate = 44100;
    Listener listener = new Listener(rate);
    listener.hear(Signals.noise(rate, 2, 0.1));
    int before = listener.onsets.size();

    listener.hear(Signals.noise(rate, 10, 0.1));

    assertTrue(listener.onsets.size() - before <= 10, listener.onsets.toString());
  }

  @Test
  void strengthIsBetweenZeroAndOneAndHigherAtAnOnset() {
    int rate = 44100;
    Listener listener = new Listener(rate);
    float[] extremes = {1, 0};

    listener.hear(
        Signals.kickAndHat(rate, 5, 120),
        f -> {
          extremes[0] = Math.min(extremes[0], f.onsetStrength);
          extremes[1] = Math.max(extremes[1], f.onsetStrength);
        });

    assertEquals(0, extremes[0], 0.05);
    assertEquals(1, extremes[1], 0.05);
  }

  @Test
  void aSoftHatIsHeardThroughALoudRumble() {
    int rate = 44100;
    Listener listener = new Listener(rate);
    float[] samples = Signals.silence(rate, 10);
    double smooth = 0;
    float[] noise = Signals.noise(rate, 10, 1);
    for (int i = 0; i < samples.length; i++) {
      smooth += 0.02 * (noise[i] - smooth);
      samples[i] = (float) (0.5 * smooth);
    }
    for (int i = 2; i < 18; i++) {
      Signals.put(samples, i * rate / 2, Signals.hat(rate), 0.3);
    }

    listener.hear(samples);

    long heard =
        listener.onsets.stream()
            .filter(o -> Math.abs((o.position() + rate / 4) % (rate / 2) - rate / 4) < rate / 50)
            .count();
    assertTrue(heard >= 16, listener.onsets.toString());
  }
}
