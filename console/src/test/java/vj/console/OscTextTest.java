package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import vj.bus.telemetry.OscMessage.TimeTag;

@Timeout(10)
@Isolated("sets the default locale")
final class OscTextTest {

  private static final byte[] BYTES = {0, (byte) 0xff};

  @Test
  void printsNumbersAlikeEverywhere() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertEquals("0.2500", OscText.print(0.25f));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void tellsTheInfinitiesApart() {
    assertEquals("inf", OscText.print(Float.POSITIVE_INFINITY));
    assertEquals("-inf", OscText.print(Float.NEGATIVE_INFINITY));
    assertEquals("-inf", OscText.print(Double.NEGATIVE_INFINITY));
    assertEquals("NaN", OscText.print(Float.NaN));
  }

  @Test
  void printsTimesAndListsForPeople() {
    TimeTag noon = TimeTag.of(Instant.parse("2026-11-22T12:00:00Z"));

    assertEquals("[1, 2026-11-22T12:00:00Z, 0x00ff]", OscText.print(List.of(1, noon, BYTES)));
  }
}
