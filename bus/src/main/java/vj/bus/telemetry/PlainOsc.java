package vj.bus.telemetry;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.telemetry.OscDatagram.Timed;
import vj.bus.telemetry.OscMessage.TimeTag;

/// OSC as plain values for JSON, such that nothing is lost on the way: integers beyond 2^53, which
/// many programs would round, are text, as are NaN and the infinities, which JSON has not. A blob
/// is `{"blob": BASE64}`, a time tag is ISO 8601 or `immediately`; `types` tells them from texts.
/// Stateless.
public final class PlainOsc {

  private static final long MOST_EXACT = 1L << 53;

  private PlainOsc() {}

  /// A message on its own, with when it came and from whom.
  ///
  /// @param timestamp in seconds since 1970
  public static Map<String, @Nullable Object> message(
      Timed timed, double timestamp, String source) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    plain.put("timestamp", timestamp);
    describe(timed, plain);
    plain.put("source", source);
    return plain;
  }

  /// Adds what was sent: `address`, `types`, `args`, and where its bundle says when it is meant to
  /// be handled, `time_tag`.
  public static void describe(Timed timed, Map<String, @Nullable Object> plain) {
    OscMessage message = timed.message();
    plain.put("address", message.address());
    plain.put("types", message.typeTags());
    plain.put("args", arguments(message.arguments()));
    if (!timed.timeTag().equals(TimeTag.IMMEDIATELY)) {
      plain.put("time_tag", text(timed.timeTag()));
    }
  }

  /// ISO 8601, or `immediately`.
  public static String text(TimeTag tag) {
    return tag.equals(TimeTag.IMMEDIATELY) ? "immediately" : tag.instant().toString();
  }

  public static List<@Nullable Object> arguments(List<?> arguments) {
    List<@Nullable Object> plain = new ArrayList<>(arguments.size());
    arguments.forEach(argument -> plain.add(argument(argument)));
    return plain;
  }

  public static @Nullable Object argument(@Nullable Object argument) {
    return switch (argument) {
      case Long number when number > MOST_EXACT || number < -MOST_EXACT -> number.toString();
      case Float number when !Float.isFinite(number) -> number.toString();
      case Double number when !Double.isFinite(number) -> number.toString();
      case byte[] blob -> Map.of("blob", Base64.getEncoder().encodeToString(blob));
      case TimeTag tag -> text(tag);
      case List<?> list -> arguments(list);
      case null, default -> argument;
    };
  }
}
