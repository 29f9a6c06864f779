package vj.bench.accuracy.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class JsonTextTest {

  @Test
  void readsWhatTruthFilesHold() {
    Map<String, Object> read =
        JsonText.object(
            """
            {"id": "a \\"b\\"", "none": null, "true": true, "n": -1.5e2,
             "list": [[0, 1], []], "sections": [{"label": "drop"}]}
            """);

    assertEquals(
        Map.of(
            "id",
            "a \"b\"",
            "true",
            true,
            "n",
            -150.0,
            "list",
            List.of(List.of(0.0, 1.0), List.of()),
            "sections",
            List.of(Map.of("label", "drop"))),
        read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "1",
        "{\"a\"}",
        "{\"a\": }",
        "{\"a\": 1,}",
        "{\"a\": [1 2]}",
        "{\"a\": 1} x",
        "{\"a\": \"b",
        "{\"a\": \"b\\",
        "{\"a\": tru}",
        "{\"a\": 1-2}",
        "{a: 1}"
      })
  void refusesWhatIsNoObject(String text) {
    assertThrows(IllegalArgumentException.class, () -> JsonText.object(text));
  }

  @Test
  void refusesEndlessNesting() {
    String deep = "{\"a\": " + "[".repeat(1_000_000);

    assertThrows(IllegalArgumentException.class, () -> JsonText.object(deep));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"beats\": [\"x\"]}", "{\"beats\": [[1, 2]]}"})
  void refusesTimesThatAreNoNumbers(String json) {
    assertThrows(IllegalArgumentException.class, () -> Sheet.of(json).times("beats"));
  }
}
