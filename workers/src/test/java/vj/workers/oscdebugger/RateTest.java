package vj.workers.oscdebugger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RateTest {

  private static final long SECOND = 1_000_000_000;

  @Test
  void isTheMeanOfTheLastSeconds() {
    Rate rate = new Rate();
    long begun = -5 * SECOND; // nanoTime may be negative

    for (int i = 0; i < 1000; i++) {
      rate.count(begun + i * SECOND / 100);
    }

    assertEquals(100, rate.at(begun + 10 * SECOND), 5);
  }

  @Test
  void comesDownToNothingWhenNothingComes() {
    Rate rate = new Rate();
    for (int i = 0; i < 100; i++) {
      rate.count(i);
    }

    assertEquals(100, rate.at(SECOND / 2), 1);
    assertEquals(33, rate.at(3 * SECOND), 1);
    assertEquals(0, rate.at(5 * SECOND));
    assertEquals(0, new Rate().at(7));
  }
}
