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

  /// Six workers and sixteen strangers in one frame of 1 MiB, with as much again to spare.
  static final int MOST_BYTES = 20_000;

  /// The longest number in JSON, with what stands between two values.
  private static final int VALUE_BYTES = 28;

  private Stats() {}

  /// The first of its values, the first characters of each text, and no more than [#MOST_BYTES] of
  /// JSON, each character counted at its longest.
  static Map<String, @Nullable Object> bounded(Map<String, @Nullable Object> stats) {
    return new Room().map(stats);
  }

  private static final class Room {

    private int left = MOST_VALUES;
    private int bytes = MOST_BYTES;

    private Map<String, @Nullable Object> map(Map<?, ? extends @Nullable Object> from) {
      Map<String, @Nullable Object> kept = new LinkedHashMap<>();
      for (Map.Entry<?, ? extends @Nullable Object> entry : from.entrySet()) {
        if (full()) {
          break;
        }
        kept.put(text(String.valueOf(entry.getKey())), value(entry.getValue()));
      }
      return kept;
    }

    private List<@Nullable Object> list(List<? extends @Nullable Object> from) {
      List<@Nullable Object> kept = new ArrayList<>();
      for (Object element : from) {
        if (full()) {
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

    /// @return whether one more value is too much; else it has its place
    private boolean full() {
      left--;
      bytes -= VALUE_BYTES;
      return left < 0 || bytes < 0;
    }

    private String text(String text) {
      int end = 0;
      while (end < text.length() && end < MOST_CHARACTERS && bytes >= width(text.charAt(end))) {
        bytes -= width(text.charAt(end));
        end++;
      }
      boolean half =
          end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
      return text.substring(0, half ? end - 1 : end);
    }

    /// In JSON, at most.
    private static int width(char character) {
      if (character < ' ' || character == '"' || character == '\\') {
        return 6;
      }
      return character < 0x80 ? 1 : 3;
    }
  }
}
