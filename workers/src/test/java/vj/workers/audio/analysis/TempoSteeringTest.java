package vj.workers.audio.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.audio.analysis.TempoAnswer.Refused;
import vj.workers.audio.analysis.TempoAnswer.Taken;

@Timeout(20)
final class TempoSteeringTest {

  private static final int RATE = 44100;

  private final Listener listener = new Listener(RATE);

  @Test
  void doublesWhatGoesOut() {
    listener.hear(Signals.groove(RATE, 12, 90));
    listener.beats.clear();

    TempoReport answer = taken(new TempoWish.Twice());
    Features features = listener.hear(Signals.groove(RATE, 8, 90));

    assertEquals(180, answer.bpm(), 1);
    assertEquals(2, answer.factor());
    assertEquals(180, features.bpm, 1);
    assertEquals(2, features.tempoFactor);
    assertEquals(24, listener.beats.size(), 1);
    assertEvenBeats(60.0 / 180);
    assertBarsCountUp();
  }

  @Test
  void halvesWhatGoesOutOnTheFirstAndThirdBeat() {
    float[] music = Signals.groove(RATE, 24, 160);
    listener.hear(Arrays.copyOf(music, 12 * RATE));
    List<Integer> placesBefore = strongPlaces();
    listener.beats.clear();

    TempoReport answer = taken(new TempoWish.Half());
    listener.hear(Arrays.copyOfRange(music, 12 * RATE, 24 * RATE));

    assertEquals(80, answer.bpm(), 1);
    assertEquals(16, listener.beats.size(), 1);
    assertEvenBeats(60.0 / 80);
    assertBarsCountUp();
    assertEquals(placesBefore.get(0) % 2, placeInMusic(listener.beats.get(4), 160) % 2);
  }

  /// Where in the music, counted in its beats, the first and third beats of the bar were told.
  private List<Integer> strongPlaces() {
    return listener.beats.stream()
        .skip(listener.beats.size() - 8)
        .filter(beat -> beat.inBar() % 2 == 0)
        .map(beat -> placeInMusic(beat, 160))
        .toList();
  }

  private static int placeInMusic(Listener.Beat beat, double bpm) {
    return (int) Math.round(beat.position() / RATE * bpm / 60);
  }

  @Test
  void halvingUndoesDoubling() {
    listener.hear(Signals.groove(RATE, 12, 90));
    taken(new TempoWish.Twice());
    listener.hear(Signals.groove(RATE, 2, 90));

    TempoReport answer = taken(new TempoWish.Half());
    Features features = listener.hear(Signals.groove(RATE, 4, 90));

    assertEquals(1, answer.factor());
    assertEquals(90, features.bpm, 1);
  }

  @Test
  void refusesTemposThatNeverGoOut() {
    listener.hear(Signals.groove(RATE, 12, 128));

    TempoAnswer twice = listener.analyzer.steer(new TempoWish.Twice());
    Features features = listener.hear(Signals.groove(RATE, 1, 128));

    String why = assertInstanceOf(Refused.class, twice).why();
    assertTrue(why.matches("twice 12\\d\\.\\d BPM is 25\\d\\.\\d BPM; 60 to 200 go out"), why);
    assertEquals(1, features.tempoFactor);
  }

  @Test
  void refusesToSteerWhatIsUnknown() {
    listener.hear(Signals.silence(RATE, 1));

    for (TempoWish wish :
        List.of(new TempoWish.Twice(), new TempoWish.Half(), new TempoWish.Freeze())) {
      String why = assertInstanceOf(Refused.class, listener.analyzer.steer(wish)).why();
      assertEquals("no tempo is known yet; tap one", why);
    }
  }

  @Test
  void refusesWhenTheTempoIsNotFollowed() {
    listener.analyzer.parts(new AnalysisParts(true, false, false, true, true));

    TempoAnswer answer = listener.analyzer.steer(new TempoWish.Tap(0));

    assertTrue(assertInstanceOf(Refused.class, answer).why().startsWith("the tempo is not follow"));
  }

  @Test
  void forgetsTheFactorWhenAnotherTempoDoesNotBearIt() {
    listener.hear(Signals.kickAndHat(RATE, 12, 80));
    taken(new TempoWish.Twice());

    Features features = listener.hear(Signals.kickAndHat(RATE, 16, 130));

    assertEquals(130, features.bpm, 2);
    assertEquals(1, features.tempoFactor);
  }

  @Test
  void keepsTheFactorInAnotherTempoOfTheSameKind() {
    listener.hear(Signals.kickAndHat(RATE, 12, 85));
    taken(new TempoWish.Twice());

    Features features = listener.hear(Signals.kickAndHat(RATE, 16, 90));

    assertEquals(180, features.bpm, 2);
    assertEquals(2, features.tempoFactor);
  }

  @Test
  void runsOnFrozenWhateverIsHeard() {
    listener.hear(Signals.groove(RATE, 12, 120));
    double before = listener.beats.getLast().position();

    TempoReport answer = taken(new TempoWish.Freeze());
    listener.beats.clear();
    listener.hear(Signals.silence(RATE, 10));
    Features features = listener.hear(Signals.groove(RATE, 10, 150));

    assertTrue(answer.frozen());
    assertEquals(120, features.bpm, 1);
    assertTrue(features.tempoFrozen);
    assertTrue(features.bpmConfidence > 0.3, "confidence " + features.bpmConfidence);
    assertEquals(40, listener.beats.size(), 1);
    assertEvenBeats(60.0 / answer.bpm());
    assertEquals(60.0 / 120, (listener.beats.getFirst().position() - before) / RATE, 0.02);
  }

  @Test
  void followsTheMusicAgainWhenReleased() {
    listener.hear(Signals.groove(RATE, 12, 120));
    taken(new TempoWish.ToggleFreeze());
    listener.hear(Signals.groove(RATE, 12, 140));
    listener.beats.clear();

    TempoReport answer = taken(new TempoWish.ToggleFreeze());
    Features features = listener.hear(Signals.groove(RATE, 4, 140));

    assertFalse(answer.frozen());
    assertEquals(140, features.bpm, 2);
    assertFalse(features.tempoFrozen);
    assertNoTwoBeatsClose(0.4 * 60 / 140);
  }

  @Test
  void aTappedTempoGoesOutAtOnce() {
    listener.hear(Signals.silence(RATE, 1));

    tapWhileHearing(Signals.silence(RATE, 2), 0.5);
    Features features = listener.hear(Signals.silence(RATE, 5));

    assertEquals(120, features.bpm, 0.5);
    assertEquals(1, features.bpmConfidence);
    listener.beats.forEach(
        beat -> assertEquals(0, offBeat(beat.position() / RATE - 1, 0.5), 0.02, beat.toString()));
    assertTrue(listener.beats.size() >= 12, listener.beats.size() + " beats");
    assertNoTwoBeatsClose(0.3);
  }

  @Test
  void theTrackerIsLedToWhatIsTapped() {
    listener.hear(Signals.groove(RATE, 2, 100));

    tapWhileHearing(Signals.groove(RATE, 2.4, 100), 0.6);
    Features features = listener.hear(Signals.groove(RATE, 6, 100));

    assertEquals(100, features.bpm, 1);
    assertFalse(features.tempoFrozen);
    assertTrue(features.bpmConfidence < 1, "still tapped");
    // 0.4 beats at the fastest tempo, which may have gone out before the taps.
    assertNoTwoBeatsClose(0.12);
  }

  @Test
  void tapsChooseTheOctave() {
    listener.hear(Signals.groove(RATE, 12, 170));
    double tapped = 60.0 / 85;

    tapWhileHearing(Signals.groove(RATE, 8 * tapped, 170), tapped);
    Features features = listener.hear(Signals.groove(RATE, 24 * tapped, 170));

    assertEquals(85, features.bpm, 1);
  }

  @Test
  void refusesTapsThatAreNoTempo() {
    listener.hear(Signals.groove(RATE, 12, 120));

    listener.analyzer.steer(new TempoWish.Tap(10 * RATE));
    TempoAnswer slow = listener.analyzer.steer(new TempoWish.Tap(11.5 * RATE));

    assertEquals(
        "tapped at 40.0 BPM; 60 to 200 go out", assertInstanceOf(Refused.class, slow).why());
  }

  private void tapWhileHearing(float[] sound, double everySeconds) {
    int every = (int) (everySeconds * RATE);
    for (int i = 0; i + every <= sound.length; i += every) {
      listener.analyzer.steer(new TempoWish.Tap(listener.analyzer.features().position));
      listener.hear(Arrays.copyOfRange(sound, i, i + every));
    }
  }

  private TempoReport taken(TempoWish wish) {
    return assertInstanceOf(Taken.class, listener.analyzer.steer(wish)).tempo();
  }

  private void assertEvenBeats(double seconds) {
    for (int i = 1; i < listener.beats.size(); i++) {
      double apart = listener.beats.get(i).position() - listener.beats.get(i - 1).position();
      assertEquals(seconds, apart / RATE, 0.1 * seconds, "beat " + i);
    }
  }

  private void assertNoTwoBeatsClose(double seconds) {
    for (int i = 1; i < listener.beats.size(); i++) {
      double apart = listener.beats.get(i).position() - listener.beats.get(i - 1).position();
      assertTrue(apart / RATE > seconds, "beat %d after %.3f s".formatted(i, apart / RATE));
    }
  }

  private void assertBarsCountUp() {
    for (int i = 1; i < listener.beats.size(); i++) {
      int before = listener.beats.get(i - 1).inBar();
      assertEquals((before + 1) % 4, listener.beats.get(i).inBar(), "beat " + i);
    }
  }

  private static double offBeat(double seconds, double period) {
    return seconds - Math.rint(seconds / period) * period;
  }
}
