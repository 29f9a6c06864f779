package vj.workers.lyrics.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import vj.workers.lyrics.input.Heard.Position;

class PositionClockTest {

  private static final long START = Long.MAX_VALUE - 5_000_000_000L; // wraps, as nanoTime may

  @Test
  void goesOnBetweenMessagesWhileTheSongPlays() {
    PositionClock clock = PositionClock.from(playing(10, 0));

    assertEquals(10.25, clock.at(nanos(0.25)), 1e-6);
    assertEquals(17, clock.at(nanos(7)), 1e-6);
  }

  @Test
  void standsStillWhilePaused() {
    PositionClock clock = PositionClock.from(playing(10, 0)).heard(paused(12, 2));

    assertEquals(12, clock.at(nanos(9)), 1e-6);
    assertEquals(Long.MAX_VALUE, clock.when(12.5));
  }

  @Test
  void jumpsWithASeek() {
    PositionClock clock = PositionClock.from(playing(10, 0)).heard(playing(90, 1));

    assertEquals(90.5, clock.at(nanos(1.5)), 1e-6);
  }

  @Test
  void neverGoesBackForJitter() {
    var dice = new Random(7);
    PositionClock clock = PositionClock.from(playing(0, 0));
    double before = 0;
    for (int step = 1; step < 2000; step++) {
      double at = step * 0.05;
      if (step % 10 == 0) {
        clock = clock.heard(playing(at + (dice.nextDouble() - 0.5) * 0.14, at));
      }
      double now = clock.at(nanos(at));

      assertTrue(now > before, "at %s s: %s after %s".formatted(at, now, before));
      assertEquals(at, now, 0.12);
      before = now;
    }
  }

  @Test
  void forgetsALateFirstMessage() {
    PositionClock clock = PositionClock.from(playing(0, 0.1));
    for (int message = 1; message <= 12; message++) {
      clock = clock.heard(playing(message * 0.5, message * 0.5));
    }

    assertEquals(8, clock.at(nanos(8)), 0.01);
  }

  @Test
  void followsAPitchFader() {
    PositionClock clock = PositionClock.from(playing(0, 0));
    for (int message = 1; message <= 40; message++) {
      clock = clock.heard(playing(message * 0.5 * 1.08, message * 0.5));
    }

    assertEquals(20.49 * 1.08, clock.at(nanos(20.49)), 0.01);
  }

  @Test
  void saysWhenAPositionIsReached() {
    PositionClock clock = PositionClock.from(playing(10, 0)).heard(playing(11.1, 1));
    assertFalse(clock.slew() == 0);

    for (double wanted : new double[] {11.01, 11.3, 12, 180}) {
      long when = clock.when(wanted);

      assertTrue(clock.at(when) >= wanted);
      assertEquals(wanted, clock.at(when), 1e-5);
    }
    assertEquals(Long.MAX_VALUE, clock.when(Double.POSITIVE_INFINITY));
  }

  @Test
  void survivesNonsense() {
    PositionClock clock = PositionClock.from(playing(Double.NaN, 0));
    clock = clock.heard(playing(Double.POSITIVE_INFINITY, 0)).heard(playing(-7, 0));
    clock = clock.heard(playing(1e300, 1)).heard(playing(3, 2));

    assertEquals(4, clock.at(nanos(3)), 1e-6);
  }

  private static Position playing(double seconds, double at) {
    return new Position(seconds, true, nanos(at));
  }

  private static Position paused(double seconds, double at) {
    return new Position(seconds, false, nanos(at));
  }

  private static long nanos(double seconds) {
    return START + Math.round(seconds * 1e9);
  }
}
