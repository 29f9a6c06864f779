package vj.workers.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class SampleClockTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final int RATE = 44_100;

  private final SampleClock clock = new SampleClock();
  private long position;
  private double now = 5e12;

  @ParameterizedTest
  @ValueSource(doubles = {-100, 0, 100, 1000})
  void learnsTheRateOfTheDevice(double ppm) {
    clock.restart(RATE);
    deliver(60, 441, ppm);

    double minute = heardAt(position + 60L * RATE) - heardAt(position);

    assertEquals(-ppm, (minute / (60 * SECOND) - 1) * 1e6, 2 + Math.abs(ppm) / 500);
  }

  @Test
  void runsEvenlyThroughBursts() {
    clock.restart(RATE);
    deliver(20, 1024, 0);
    double worst = 0;
    long last = heardAt(position);

    for (int i = 0; i < 1000; i++) {
      // four chunks of 256 at the same instant
      now += 1024e9 / RATE;
      for (int part = 0; part < 4; part++) {
        position += 256;
        clock.arrived(position, 256, (long) now);
      }
      long next = heardAt(position);
      worst = Math.max(worst, Math.abs(next - last - 1024e9 / RATE));
      last = next;
    }

    assertTrue(worst < 0.5 * MILLI, "a burst moved the clock by " + worst + " ns");
  }

  @Test
  void doesNotMindAReaderThatIsHeldUpForAMoment() {
    clock.restart(RATE);
    deliver(30, 441, 0);
    double before = heardAt(position + 441 * 12) - now;

    now += 110 * MILLI; // eleven chunks late, then all at once
    for (int i = 0; i < 11; i++) {
      position += 441;
      clock.arrived(position, 441, (long) now);
    }
    now += 10 * MILLI;
    position += 441;
    clock.arrived(position, 441, (long) now);

    assertEquals(before, heardAt(position) - now + 120 * MILLI, 5 * MILLI);
    assertTrue(clock.settled((long) now));
  }

  @Test
  void takesTheBacklogOfAPauseForOldSound() {
    clock.restart(RATE);
    deliver(30, 441, 0);
    long beforePause = position;

    now += 2 * SECOND;
    for (int i = 0; i < 200; i++) {
      position += 441;
      clock.arrived(position, 441, (long) now);
    }

    assertFalse(clock.settled((long) now));
    deliver(0.3, 441, 0);
    assertTrue(clock.settled((long) now));
    assertTrue(now - heardAt(beforePause) > 1.9 * SECOND);
    assertEquals(0, now - heardAt(position), 60.0 * MILLI);
  }

  @Test
  void knowsWhenSamplesStayAway() {
    clock.restart(RATE);

    assertFalse(clock.flowing((long) now));
    deliver(1, 441, 0);
    assertTrue(clock.flowing((long) now));
    assertFalse(clock.flowing((long) now + SampleClock.STALL_NANOS));
  }

  @Test
  void mapsTimeBothWays() {
    clock.restart(RATE);
    deliver(10, 441, 50);

    for (long at = position - RATE; at < position + RATE; at += 1000) {
      assertEquals(0, clock.positionAt(heardAt(at)) - at, 0.01);
    }
  }

  private long heardAt(long at) {
    return clock.nanosAt((double) at);
  }

  private void deliver(double seconds, int chunk, double ppm) {
    double interval = chunk / (RATE * (1 + ppm * 1e-6)) * 1e9;
    double end = now + seconds * SECOND;
    while (now < end) {
      now += interval;
      position += chunk;
      clock.arrived(position, chunk, (long) now);
    }
  }
}
