package vj.workers.oscdebugger;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.OscMessage.TimeTag;

/// OSC as plain values for JSON, such that nothing is lost on the way: integers beyond 2^53, which
/// many programs would round, are text, as are NaN and the infinities, which JSON has not. A blob
/// is `{"blob": BASE64}`, a time tag is ISO 8601 or `immediately`; `types` tells them from texts.
public final class PlainOsc {

  private static final long MOST_EXACT = 1L << 53;

  private PlainOsc() {}

  static Map<String, @Nullable Object> message(OscMessage message, Captured captured) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    plain.put("timestamp", captured.millis() / 1e3);
    plain.put("address", message.address());
    plain.put("types", message.typeTags());
    plain.put("args", arguments(message.arguments()));
    plain.put("source", captured.sender().text());
    return plain;
  }

  public static List<@Nullable Object> arguments(List<?> arguments) {
    List<@Nullable Object> plain = new ArrayList<>(arguments.size());
    arguments.forEach(argument -> plain.add(argument(argument)));
    return plain;
  }

  static @Nullable Object argument(@Nullable Object argument) {
    return switch (argument) {
      case Long number when number > MOST_EXACT || number < -MOST_EXACT -> number.toString();
      case Float number when !Float.isFinite(number) -> number.toString();
      case Double number when !Double.isFinite(number) -> number.toString();
      case byte[] blob -> Map.of("blob", Base64.getEncoder().encodeToString(blob));
      case TimeTag tag ->
          tag.equals(TimeTag.IMMEDIATELY) ? "immediately" : tag.instant().toString();
      case List<?> list -> arguments(list);
      case null, default -> argument;
    };
  }
}
