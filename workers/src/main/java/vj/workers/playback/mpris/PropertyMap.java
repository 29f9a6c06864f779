package vj.workers.playback.mpris;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/// A D-Bus dictionary as it came. Players send numbers as text and lists where one value belongs:
/// the accessors take what makes sense, and anything else counts as absent.
record PropertyMap(Map<String, Object> values) {

  PropertyMap {
    values = Map.copyOf(values);
  }

  /// @param value what dbus-java made of it; anything but a dictionary gives an empty one
  static PropertyMap of(@Nullable Object value) {
    Map<String, Object> values = new HashMap<>();
    if (bare(value) instanceof Map<?, ?> map) {
      map.forEach((key, each) -> {
        Object bare = bare(each);
        if (key instanceof String name && bare != null) {
          values.put(name, bare);
        }
      });
    }
    return new PropertyMap(values);
  }

  /// Variants within variants have been seen.
  static @Nullable Object bare(@Nullable Object value) {
    Object bare = value;
    while (bare instanceof Variant<?> variant) {
      bare = variant.getValue();
    }
    return bare;
  }

  /// Several are joined by commas. Empty if there is none.
  String text(String key) {
    return switch (values.get(key)) {
      case String text -> text;
      case List<?> list ->
          list.stream()
              .map(PropertyMap::bare)
              .filter(String.class::isInstance)
              .map(part -> ((String) part).strip())
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining(", "));
      case null, default -> "";
    };
  }

  OptionalDouble number(String key) {
    return number(values.get(key));
  }

  static OptionalDouble number(@Nullable Object value) {
    return switch (bare(value)) {
      case Number number -> finite(number.doubleValue());
      case String text -> parsed(text.strip());
      case null, default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble parsed(String text) {
    try {
      return finite(Double.parseDouble(text));
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  private static OptionalDouble finite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  Optional<PropertyMap> map(String key) {
    return values.get(key) instanceof Map<?, ?> map ? Optional.of(of(map)) : Optional.empty();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }
}
