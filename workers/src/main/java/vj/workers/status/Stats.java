package vj.workers.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps what a worker says of itself small enough that all workers' words fit one answer.
/// Stateless.
final class Stats {

  /// Six times what the most talkative worker says.
  static final int MOST_VALUES = 300;

  static final int MOST_CHARACTERS = 500;

  private Stats() {}

  /// The first of its values, and the first characters of each text.
  static Map<String, @Nullable Object> bounded(Map<String, @Nullable Object> stats) {
    return new Room().map(stats);
  }

  private static final class Room {

    private int left = MOST_VALUES;

    private Map<String, @Nullable Object> map(Map<?, ? extends @Nullable Object> from) {
      Map<String, @Nullable Object> kept = new LinkedHashMap<>();
      for (Map.Entry<?, ? extends @Nullable Object> entry : from.entrySet()) {
        if (left-- <= 0) {
          break;
        }
        kept.put(text(String.valueOf(entry.getKey())), value(entry.getValue()));
      }
      return kept;
    }

    private List<@Nullable Object> list(List<? extends @Nullable Object> from) {
      List<@Nullable Object> kept = new ArrayList<>();
      for (Object element : from) {
        if (left-- <= 0) {
          break;
        }
        kept.add(value(element));
      }
      return kept;
    }

    private @Nullable Object value(@Nullable Object value) {
      return switch (value) {
        case String text -> text(text);
        case Map<?, ?> map -> map(map);
        case List<?> list -> list(list);
        case null, default -> value;
      };
    }

    private static String text(String text) {
      return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }
  }
}
