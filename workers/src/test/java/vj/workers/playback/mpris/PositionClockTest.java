package vj.workers.playback.mpris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PositionClockTest {

  private static final double EXACT = 1e-6;

  private final PositionClock clock = new PositionClock();

  @BeforeEach
  void plays() {
    clock.flow(true, 1, at(0));
  }

  private static long at(double seconds) {
    return Math.round(seconds * 1e9);
  }

  @Test
  void theFirstAnswerIsBelieved() {
    clock.answer(73, at(0.1));

    assertEquals(83, clock.at(at(10.1)), EXACT);
  }

  @Test
  void aPauseStopsItAndResumingGoesOnFromThere() {
    clock.answer(73, at(0));
    clock.flow(false, 1, at(2));
    clock.flow(true, 1, at(60));

    assertEquals(76, clock.at(at(61)), EXACT);
  }

  @Test
  void aPlayerThatAlwaysSaysZeroIsNotBelieved() {
    clock.restart(at(0));
    for (int second = 5; second < 60; second += 5) {
      clock.answer(0, at(second));
    }

    assertEquals(60, clock.at(at(60)), EXACT);
  }

  @Test
  void aPlayerThatSaysWhereItWasLongAgoIsNotBelieved() {
    clock.restart(at(0));
    clock.answer(212, at(0.1));
    clock.answer(212, at(1.1));
    clock.answer(212, at(6.1));

    assertEquals(7, clock.at(at(7)), EXACT);
  }

  @Test
  void aPositionThatMovesAsMusicDoesIsBelievedWhateverWasExpected() {
    clock.restart(at(0));
    clock.answer(100.0, at(5));
    assertEquals(5, clock.at(at(5)), EXACT);
    clock.answer(101.01, at(6));

    assertEquals(102.01, clock.at(at(7)), EXACT);
  }

  @Test
  void anUnexpectedAnswerIsAskedAboutAgainSoon() {
    clock.restart(at(0));
    assertTrue(clock.wantsAnswer(at(0)));
    clock.asked(at(0));
    clock.answer(0.01, at(0.01));
    assertFalse(clock.wantsAnswer(at(4.9)));

    clock.answer(100, at(5.01));

    assertTrue(clock.wantsAnswer(at(6.02)));
  }

  @Test
  void aPlayerThatCountsWholeSecondsDoesNotMakeItStutter() {
    clock.answer(10, at(0.4));
    for (int second = 5; second < 60; second += 5) {
      clock.answer(10 + second, at(second + 0.9));
      assertEquals(10 + second + 0.5, clock.at(at(second + 0.9)), 0.01);
    }
  }

  @Test
  void anAnswerThatIsLittleOffCorrectsIt() {
    clock.answer(10, at(0));
    clock.answer(15.12, at(5));

    assertEquals(15.12, clock.at(at(5)), EXACT);
  }

  @Test
  void aSeekIsBelievedAtOnce() {
    clock.answer(10, at(0));
    clock.jump(120, at(3));

    assertEquals(121, clock.at(at(4)), EXACT);
  }

  @Test
  void anotherSpeedCountsFromWhenItWasSaid() {
    clock.answer(10, at(0));
    clock.flow(true, 1.5, at(2));

    assertEquals(15, clock.at(at(4)), EXACT);
  }

  @Test
  void aPausedPlayerIsAskedOnce() {
    clock.flow(false, 1, at(1));
    assertTrue(clock.wantsAnswer(at(1)));
    clock.asked(at(1));
    clock.answer(1, at(1));

    assertFalse(clock.wantsAnswer(at(1000)));
  }

  @Test
  void aTrackThatIsPausedFarFromItsBeginningIsAskedForTwice() {
    clock.answer(10, at(1));
    clock.flow(false, 1, at(2));
    clock.restart(at(3));
    clock.asked(at(3));
    clock.answer(73, at(3.1));
    assertEquals(0, clock.at(at(3.1)), EXACT);
    assertTrue(clock.wantsAnswer(at(4.2)));
    clock.asked(at(4.2));

    clock.answer(73, at(4.3));

    assertEquals(73, clock.at(at(9)), EXACT);
    assertFalse(clock.wantsAnswer(at(1000)));
  }

  @Test
  void aPausedPlayerThatAlwaysSaysTheSameIsNotBelieved() {
    clock.answer(212, at(1));
    clock.restart(at(2));
    clock.answer(212, at(2.1));
    clock.flow(false, 1, at(60));
    clock.answer(212, at(60.1));
    clock.answer(212, at(61.2));

    assertEquals(58, clock.at(at(70)), EXACT);
    assertFalse(clock.wantsAnswer(at(1000)));
  }

  @Test
  void nonsenseChangesNothing() {
    clock.answer(10, at(0));
    clock.answer(-5, at(1));
    clock.answer(Double.MAX_VALUE, at(2));
    clock.answer(12.5, at(2)); // no time has passed

    assertEquals(13, clock.at(at(3)), EXACT);
  }
}
