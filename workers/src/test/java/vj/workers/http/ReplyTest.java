package vj.workers.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7                             | PT7S
          0                             | PT0S
          999999999                     | PT12H
          Sun, 01 Mar 2026 12:02:00 GMT | PT2M
          Sun, 01 Mar 2026 11:00:00 GMT | PT0S
          Mon, 01 Mar 2027 12:00:00 GMT | PT12H
          """)
  void understandsHowLongItIsToBeLeftAlone(String header, Duration expected) {
    assertEquals(Optional.of(expected), reply(header).retryAfter(NOW));
  }

  @ParameterizedTest
  @CsvSource({"soon", "-3", "1.5", "99999999999999999999"})
  void readsNothingIntoWhatIsNoTime(String header) {
    assertEquals(Optional.empty(), reply(header).retryAfter(NOW));
  }

  @Test
  void isNotAskedToWaitWithoutTheHeader() {
    var reply =
        new Reply("http://here", 503, HttpHeaders.of(Map.of(), (_, _) -> true), new byte[0]);

    assertEquals(Optional.empty(), reply.retryAfter(NOW));
  }

  private static Reply reply(String retryAfter) {
    HttpHeaders headers =
        HttpHeaders.of(Map.of("Retry-After", List.of(retryAfter)), (_, _) -> true);
    return new Reply("http://here", 429, headers, new byte[0]);
  }
}
