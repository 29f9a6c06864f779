package vj.workers.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AwakeTimeTest {

  @Test
  void runsWithTheClockWhileItIsReadOften() {
    var nanos = new ManualNanos();
    var awake = new AwakeTime(nanos);
    long began = awake.getAsLong();

    for (int turn = 0; turn < 40; turn++) {
      nanos.advance(Duration.ofMillis(250));
      awake.getAsLong();
    }

    assertEquals(Duration.ofSeconds(10).toNanos(), awake.getAsLong() - began);
  }

  @Test
  void standsStillWhileThisProcessIsStopped() {
    var nanos = new ManualNanos();
    var awake = new AwakeTime(nanos);
    long began = awake.getAsLong();

    nanos.advance(Duration.ofMinutes(3));
    long woken = awake.getAsLong();
    nanos.advance(Duration.ofSeconds(1));

    assertEquals(0, woken - began);
    assertEquals(Duration.ofSeconds(1).toNanos(), awake.getAsLong() - began);
  }
}
