package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "90, 90",
    "1.25, 1.25",
    "1:30, 90",
    "90:00, 5400",
    "0:07.5, 7.5",
    "1:02:03, 3723",
    "90s, 90",
    "5m, 300",
    "2h, 7200",
    "1h30m, 5400",
    "1h30m5s, 5405"
  })
  void readsWhatPeopleType(String text, double seconds) {
    assertEquals(seconds, TimeText.seconds(text).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "+1",
        "1:",
        ":30",
        "1:60",
        "1:5",
        "1:2:3:4",
        "5x",
        "m",
        "1m1h",
        "NaN",
        "1e3",
        "٣",
        "99999999",
        "1.",
        "0x10"
      })
  void refusesTheRest(String text) {
    assertTrue(TimeText.seconds(text).isEmpty(), text);
  }

  @Test
  void printsClocks() {
    assertEquals("0:00", TimeText.clock(0.9));
    assertEquals("59:59", TimeText.clock(3_599.9));
    assertEquals("1:00:00", TimeText.clock(3_600));
  }

  @Test
  void printsAmounts() {
    assertEquals("999 B", Amounts.bytes(999));
    assertEquals("1.0 kB", Amounts.bytes(1_000));
    assertEquals("1.0 MB", Amounts.bytes(999_999));
    assertEquals("9223372.0 TB", Amounts.bytes(Long.MAX_VALUE));
    assertEquals("1 datagram", Amounts.datagrams(1));
    assertEquals("88,204 datagrams", Amounts.datagrams(88_204));
  }
}
