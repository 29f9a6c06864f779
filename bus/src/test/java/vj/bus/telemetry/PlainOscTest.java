package vj.bus.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.telemetry.OscDatagram.Timed;
import vj.bus.telemetry.OscMessage.TimeTag;

@Timeout(10)
class PlainOscTest {

  private static final TimeTag NOON = TimeTag.of(Instant.parse("2026-11-22T12:00:00Z"));

  @Test
  void losesNothingThatJsonHasNot() {
    List<@Nullable Object> arguments =
        Arrays.asList(
            1L << 60,
            Float.NEGATIVE_INFINITY,
            Double.NaN,
            new byte[] {0, 0, 0, 99},
            NOON,
            TimeTag.IMMEDIATELY,
            null,
            List.of(1, "two"));

    assertEquals(
        Arrays.asList(
            "1152921504606846976",
            "-Infinity",
            "NaN",
            Map.of("blob", "AAAAYw=="),
            "2026-11-22T12:00:00Z",
            "immediately",
            null,
            List.of(1, "two")),
        PlainOsc.arguments(arguments));
  }

  @Test
  void saysForWhenABundleIs() {
    var message = new OscMessage("/a", "i", List.of(1));

    Map<String, @Nullable Object> later = PlainOsc.message(new Timed(message, NOON), 1.5, "me");
    Map<String, @Nullable Object> now = new LinkedHashMap<>();
    PlainOsc.describe(new Timed(message, TimeTag.IMMEDIATELY), now);

    assertEquals(
        Map.of(
            "timestamp",
            1.5,
            "address",
            "/a",
            "types",
            "i",
            "args",
            List.of(1),
            "time_tag",
            "2026-11-22T12:00:00Z",
            "source",
            "me"),
        later);
    assertFalse(now.containsKey("time_tag"));
  }
}
