package vj.workers.lyrics.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"}{\"}",
        "  {\"a\":\"}{\"}\n",
        "Sure! Here it is:\n```json\n{\"a\":\"}{\"}\n```\nAnything else?",
        "<think>maybe {\"b\":1}? no</think>\n{\"a\":\"}{\"}",
        "I used {braces} first. {\"a\":\"}{\"}",
        "{\"a\":\"}{\"} {"
      })
  void findsTheObject(String written) {
    assertEquals(Map.of("a", "}{"), JsonText.values(written).getFirst());
  }

  @Test
  void looksIntoAWrapper() {
    assertEquals(
        List.of(Map.of("answer", Map.of("a", 1L)), Map.of("a", 1L)),
        JsonText.values("{\"answer\":{\"a\":1}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no", "{", "}", "{\"a\":", "{\"a\":\"", "{\"\\", "{a:1}", "{\"a\":1,}"})
  void findsNothingWhereNothingIs(String written) {
    assertEquals(List.of(), JsonText.values(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\":", "[", "\"", "{\"", "}{"})
  void doesNotDrownInRepetition(String part) {
    String written = part.repeat(1 << 18);

    assertTimeout(Duration.ofSeconds(2), () -> JsonText.values(written));
  }
}
