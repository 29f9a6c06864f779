package vj.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of an answer, for somebody who only shows them: what is missing or of another type
/// reads as empty, 0 or false.
record Fields(Map<String, @Nullable Object> map) {

  static Fields of(@Nullable Object value) {
    return new Fields(Workers.object(value));
  }

  /// `null` on the wire reads so as well.
  boolean none() {
    return map.isEmpty();
  }

  /// Made safe for a terminal.
  String text(String key) {
    Object value = map.get(key);
    return value == null ? "" : SafeText.of(value.toString());
  }

  double number(String key) {
    return map.get(key) instanceof Number number ? number.doubleValue() : 0;
  }

  long whole(String key) {
    return map.get(key) instanceof Number number ? number.longValue() : 0;
  }

  boolean flag(String key) {
    return Boolean.TRUE.equals(map.get(key));
  }

  Fields fields(String key) {
    return of(map.get(key));
  }

  List<Fields> each(String key) {
    return map.get(key) instanceof List<?> list
        ? list.stream().map(Fields::of).toList()
        : List.of();
  }

  /// Each made safe for a terminal.
  List<String> texts(String key) {
    return map.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).map(SafeText::of).toList()
        : List.of();
  }
}
