package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SinceTextTest {

  /// Half past one in the night, in Berlin.
  private static final SinceText SINCE =
      new SinceText(Instant.parse("2026-11-22T00:30:00Z"), ZoneId.of("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource({
    "10m, 2026-11-22T00:20:00Z",
    "2h, 2026-11-21T22:30:00Z",
    "1d1h1m1s, 2026-11-20T23:28:59Z",
    "1:15, ",
    "01:15, 2026-11-22T00:15:00Z",
    "23:00, 2026-11-21T22:00:00Z",
    "23:00:30, 2026-11-21T22:00:30Z",
    "today, 2026-11-21T23:00:00Z",
    "Yesterday, 2026-11-20T23:00:00Z",
    "2026-07-01, 2026-06-30T22:00:00Z",
    "2026-07-01T10:00, 2026-07-01T08:00:00Z",
    "2026-07-01 10:00:01.5, 2026-07-01T08:00:01.5Z",
    "2026-07-01T10:00:00Z, 2026-07-01T10:00:00Z",
    "2026-07-01T10:00+05:00, 2026-07-01T05:00:00Z"
  })
  void understands(String typed, Instant expected) {
    assertEquals(Optional.ofNullable(expected), SINCE.instant(typed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "m", "10", "-5m", "25:00", "2026-13-01", "999999999d", "soon"})
  void refuses(String typed) {
    assertEquals(Optional.empty(), SINCE.instant(typed));
  }
}
