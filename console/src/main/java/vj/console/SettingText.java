package vj.console;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;
import vj.bus.control.ProtocolException;

/// Values of settings between the command line and the wire.
final class SettingText {

  private SettingText() {}

  /// @param pairs `KEY=VALUE`; a value that is JSON is sent as such, any other as text: `60`,
  ///   `true` and `[{"host":"10.0.0.5","port":7000}]`, but `demo` and `file:/music/set.flac`
  static Map<String, Object> fields(List<String> pairs) throws Failure {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw Failure.usage("%s is not KEY=VALUE".formatted(pair));
      }
      String key = pair.substring(0, equals);
      if (fields.containsKey(key)) {
        throw Failure.usage("%s is given twice".formatted(key));
      }
      fields.put(key, value(pair.substring(equals + 1)));
    }
    return fields;
  }

  private static Object value(String text) {
    try {
      Map<String, @Nullable Object> parsed =
          Json.object("{\"value\":" + text + "}", "command line");
      // `1,"x":2` would smuggle a second key in; null means absent on the wire.
      Object value = parsed.size() == 1 ? parsed.get("value") : text;
      return value == null ? text : value;
    } catch (ProtocolException _) {
      return text;
    }
  }

  /// Text as it is, everything else as JSON.
  static String print(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    Map<String, @Nullable Object> wrapped = new LinkedHashMap<>();
    wrapped.put("v", value);
    String json = new String(Json.bytes(wrapped), StandardCharsets.UTF_8);
    return json.substring("{\"v\":".length(), json.length() - 1);
  }
}
