package vj.workers.audio.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class BeatTest {

  private static final int RATE = 44100;

  @ParameterizedTest
  @ValueSource(doubles = {70, 90, 110, 120, 128, 140, 174})
  void locksToTheTempoOfKickAndOffBeatHat(double bpm) {
    Listener listener = new Listener(RATE);

    Features features = listener.hear(Signals.kickAndHat(RATE, 12, bpm));

    assertEquals(bpm, features.bpm, 0.01 * bpm);
    assertTrue(features.bpmConfidence > 0.5, "confidence " + features.bpmConfidence);
  }

  @ParameterizedTest
  @ValueSource(doubles = {90, 128, 174})
  void beatsFallOnTheKicksAndAreToldBeforehand(double bpm) {
    Listener listener = new Listener(RATE);
    double period = 60 / bpm * RATE;

    listener.hear(Signals.kickAndHat(RATE, 16, bpm));

    List<Listener.Beat> settled =
        listener.beats.stream().filter(b -> b.position() > 6 * RATE).toList();
    assertEquals(10 * bpm / 60, settled.size(), 1.5);
    for (Listener.Beat beat : settled) {
      double off = beat.position() - Math.rint(beat.position() / period) * period;
      assertEquals(0, off, 0.03 * RATE);
      assertTrue(beat.position() >= beat.toldAt(), beat.toString());
      double ahead = BeatClock.ANNOUNCE_SECONDS * RATE + listener.analyzer.hop();
      assertTrue(beat.position() <= beat.toldAt() + ahead, beat.toString());
    }
  }

  @Test
  void knowsTheTempoWithinFourSeconds() {
    Listener listener = new Listener(RATE);

    Features features = listener.hear(Signals.groove(RATE, 4, 128));

    assertEquals(128, features.bpm, 2);
  }

  @Test
  void whiteNoiseHasNoTempoToBelieveIn() {
    Listener listener = new Listener(RATE);
    float[] highest = new float[1];

    listener.hear(
        Signals.noise(RATE, 40, 0.1), f -> highest[0] = Math.max(highest[0], f.bpmConfidence));

    assertTrue(highest[0] < 0.4, "confidence " + highest[0]);
  }

  @Test
  void saysZeroBeforeAnythingIsKnown() {
    Listener listener = new Listener(RATE);

    Features features = listener.hear(Signals.silence(RATE, 5));

    assertEquals(0, features.bpm);
    assertEquals(0, features.bpmConfidence);
    assertTrue(listener.beats.isEmpty());
  }

  @Test
  void runsOnThroughShortSilenceAndForgetsInLongSilence() {
    Listener listener = new Listener(RATE);
    listener.hear(Signals.groove(RATE, 12, 120));
    int before = listener.beats.size();

    float inShort = listener.hear(Signals.silence(RATE, 3)).bpm;
    float confidence = listener.analyzer.features().bpmConfidence;
    int during = listener.beats.size() - before;
    Features later = listener.hear(Signals.silence(RATE, 7));

    assertEquals(120, inShort, 1);
    assertEquals(6, during, 1);
    assertTrue(confidence < 0.7, "confidence " + confidence);
    assertEquals(0, later.bpm);
    assertEquals(0, later.bpmConfidence);
  }

  @Test
  void followsACutToAnotherTempo() {
    Listener listener = new Listener(RATE);
    listener.hear(Signals.groove(RATE, 12, 120));

    Features features = listener.hear(Signals.groove(RATE, 8, 140));

    assertEquals(140, features.bpm, 2);
  }

  @Test
  void theClockGrowsWithTheBeats() {
    Listener listener = new Listener(RATE);
    double[] last = {0};
    double[] fall = {0};
    listener.hear(Signals.groove(RATE, 6, 120));

    double from = listener.analyzer.features().beatClock;
    last[0] = from;
    Features features =
        listener.hear(
            Signals.groove(RATE, 10, 120),
            f -> {
              fall[0] = Math.max(fall[0], last[0] - f.beatClock);
              last[0] = f.beatClock;
              assertTrue(f.beatInBar >= 0 && f.beatInBar <= 3);
            });

    assertEquals(20, features.beatClock - from, 0.2);
    assertEquals(0, fall[0], 0.05);
  }

  @Test
  void beatsOfTheBarCountUp() {
    Listener listener = new Listener(RATE);

    listener.hear(Signals.groove(RATE, 20, 124));

    int last = listener.beats.size() - 1;
    for (int i = last - 16; i < last; i++) {
      assertEquals((listener.beats.get(i).inBar() + 1) % 4, listener.beats.get(i + 1).inBar());
    }
  }
}
