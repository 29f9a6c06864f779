package vj.bus.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.telemetry.RecordingTelemetry.Sent;

@Timeout(10)
class RecordingTelemetryTest {

  private final RecordingTelemetry telemetry = new RecordingTelemetry();

  @Test
  void keepsTheValuesAsTheyWereWhenSent() {
    OscTemplate beat = telemetry.template("/audio/beat", "if");

    telemetry.send(beat.set(0, 1).set(1, 0.5f));
    telemetry.endFrame();
    telemetry.collect(beat.set(0, 0).set(1, Float.NaN));

    assertEquals(
        List.of(
            new Sent("/audio/beat", List.of(1, 0.5f), false, 0),
            new Sent("/audio/beat", List.of(0, 0f), true, 1)),
        telemetry.all());
  }

  @Test
  void takesEachMessageOnce() {
    OscTemplate mood = telemetry.template("/karaoke/categories/mood", "s");
    telemetry.send(mood.set(0, "happy"));

    Optional<Sent> first = telemetry.poll("/karaoke/categories/mood");
    Optional<Sent> second = telemetry.poll("/karaoke/categories/mood");

    assertEquals("happy", first.orElseThrow().textAt(0));
    assertTrue(second.isEmpty());
  }

  @Test
  void waitsForAMessageOfAnotherThread() throws InterruptedException {
    OscTemplate active = telemetry.template("/karaoke/line/active", "i");
    Thread sender = Thread.ofPlatform().start(() -> telemetry.send(active.set(0, 7)));

    assertEquals(7, telemetry.await("/karaoke/line/active").intAt(0));
    sender.join();
  }

  @Test
  void saysWhatItWaitedForInVain() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () -> telemetry.await("a drop", _ -> true, Duration.ofMillis(20)));

    assertTrue(error.toString().contains("a drop"), error.getMessage());
  }

  @Test
  void refusesAValueOfTheWrongType() {
    OscTemplate beat = telemetry.template("/audio/beat", "if");

    assertThrows(IllegalArgumentException.class, () -> beat.set(1, 1));
  }
}
