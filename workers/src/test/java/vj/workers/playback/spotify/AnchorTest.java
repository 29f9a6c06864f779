package vj.workers.playback.spotify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import vj.workers.playback.Playback;
import vj.workers.playback.Track;

final class AnchorTest {

  private static final Track TRACK = new Track("A", "B", "", 200);

  private final Anchor anchor = new Anchor();

  @Test
  void aSlowerAnswerThatAgreesChangesNothing() {
    Playback first = anchor.steady(answer(10.00, 0, 20));

    assertEquals(first, anchor.steady(answer(12.08, 2000, 300)));
  }

  @Test
  void aQuickerAnswerIsBelieved() {
    anchor.steady(answer(10.00, 0, 300));

    assertEquals(12.08, anchor.steady(answer(12.08, 2000, 20)).positionSeconds());
  }

  @Test
  void aSeekIsBelievedHoweverSlowItsAnswer() {
    anchor.steady(answer(10.00, 0, 20));

    assertEquals(12.5, anchor.steady(answer(12.5, 2000, 300)).positionSeconds());
  }

  @Test
  void anotherTrackAndAPauseStandForThemselves() {
    anchor.steady(answer(10.00, 0, 20));
    Playback other =
        new Playback("spotify", new Track("A", "C", "", 200), 12, 1, true, millis(2000));
    Playback paused = new Playback("spotify", TRACK, 12.01, 1, false, millis(2000));

    assertEquals(other, anchor.steady(new Answer.Playing(other, millis(300))));
    anchor.steady(answer(10.00, 0, 20));
    assertEquals(paused, anchor.steady(new Answer.Playing(paused, millis(300))));
  }

  private static Answer.Playing answer(double position, long atMillis, long roundTripMillis) {
    return new Answer.Playing(
        new Playback("spotify", TRACK, position, 1, true, millis(atMillis)),
        millis(roundTripMillis));
  }

  private static long millis(long millis) {
    return millis * 1_000_000;
  }
}
