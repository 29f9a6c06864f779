package vj.bus.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeartbeatClockTest {

  private final HeartbeatClock clock = new HeartbeatClock(1000);
  private int beats;

  @Test
  void firstBeatComesOneFullIntervalAfterAccept() {
    assertEquals(1, beat(1099));
    assertEquals(0, beats);

    assertEquals(100, beat(1100));
    assertEquals(1, beats);
  }

  @Test
  void aLateBeatDoesNotShiftTheNextOne() {
    assertEquals(70, beat(1130));
    assertEquals(100, beat(1200));

    assertEquals(2, beats);
  }

  @Test
  void missedBeatsAreNotMadeUpFor() {
    assertEquals(100, beat(5050));

    assertEquals(1, beats);
  }

  @Test
  void aClientThatSpeaksGetsNoMore() {
    int[] quieted = new int[1];
    clock.spoken(() -> quieted[0]++);
    clock.spoken(() -> quieted[0]++);

    assertEquals(Long.MAX_VALUE, beat(9000));
    assertEquals(0, beats);
    assertEquals(1, quieted[0]);
  }

  @Test
  void aClientThatAsksGetsThemFromThenOn() {
    clock.spoken(() -> {});
    clock.wanted(true, 1050);
    clock.spoken(() -> {});

    assertEquals(1, beat(1149));
    assertEquals(100, beat(1150));
    assertEquals(1, beats);

    clock.wanted(false, 1160);
    assertEquals(Long.MAX_VALUE, beat(9000));
  }

  @Test
  void aShorterIntervalCountsFromTheLastBeat() {
    assertEquals(100, beat(1100));

    assertEquals(20, clock.beat(1110, 30, () -> beats++));
    assertEquals(30, clock.beat(1130, 30, () -> beats++));
    assertEquals(2, beats);
  }

  @Test
  void aClientMayHaveAnIntervalOfItsOwn() {
    clock.wantedEvery(30, 1000);

    assertEquals(1, beat(1029));
    assertEquals(30, beat(1030));
    clock.wanted(true, 1030);
    assertEquals(70, beat(1060));

    assertEquals(1, beats);
  }

  private long beat(long now) {
    return clock.beat(now, 100, () -> beats++);
  }
}
