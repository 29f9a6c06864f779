package vj.workers.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.control.Json;

class StatsTest {

  /// Plain, escaped, of three bytes and of four.
  @ParameterizedTest
  @ValueSource(strings = {"x", "\u0001", "\"", "\u20ac", "\ud83c\udfb5"})
  void keepsATalkativeWorkerShort(String character) throws Exception {
    Map<String, @Nullable Object> much = new LinkedHashMap<>();
    much.put("status", "running");
    for (int key = 0; key < 200; key++) {
      much.put(key + character.repeat(300), character.repeat(10_000));
    }

    Map<String, @Nullable Object> kept = Stats.bounded(much);

    int bytes = Json.bytes(kept).length;
    assertTrue(bytes <= Stats.MOST_BYTES + 100, () -> bytes + " bytes");
    assertTrue(bytes > Stats.MOST_BYTES / 4, () -> bytes + " bytes");
    assertEquals("running", kept.get("status"));
  }

  @Test
  void keepsLongNumbersShort() throws Exception {
    Map<String, @Nullable Object> much = new LinkedHashMap<>();
    for (int key = 0; key < 1_000; key++) {
      much.put("k" + key, -1.234567890123456E-300);
    }

    assertTrue(Json.bytes(Stats.bounded(much)).length <= Stats.MOST_BYTES);
  }

  @Test
  void cutsNoCharacterInHalf() {
    String text = "x".repeat(Stats.MOST_CHARACTERS - 1) + "\ud83c\udfb5";

    assertEquals(
        "x".repeat(Stats.MOST_CHARACTERS - 1), Stats.bounded(Map.of("text", text)).get("text"));
  }

  @Test
  void leavesWhatIsShortAsItIs() {
    Map<String, @Nullable Object> stats = new LinkedHashMap<>();
    stats.put("status", "degraded");
    stats.put("last_error", null);
    stats.put("targets", Map.of("a", 1L));

    assertEquals(stats, Stats.bounded(stats));
  }
}
