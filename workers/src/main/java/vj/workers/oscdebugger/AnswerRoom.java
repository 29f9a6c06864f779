package vj.workers.oscdebugger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;

/// What still fits one frame, and the heap while it is made.
final class AnswerRoom {

  /// Bytes of JSON in a frame, spec of the control sockets.
  private static final int FRAME = 1_048_576;

  /// For what is around the list.
  private static final int AROUND = 4096;

  /// Values of all kinds; each is an object in the heap, which is small.
  private static final int VALUES = 100_000;

  private int bytes;
  private int values;

  private AnswerRoom(int bytes) {
    this.bytes = bytes;
    this.values = VALUES;
  }

  /// @param msgId will be in the frame as well
  static AnswerRoom of(@Nullable String msgId) {
    return new AnswerRoom(FRAME - AROUND - (msgId == null ? 0 : size(Map.of("", msgId))));
  }

  /// @param bytes at most, of JSON
  static AnswerRoom of(int bytes) {
    return new AnswerRoom(bytes);
  }

  /// Takes the room for one more entry of a list, if there is room.
  boolean take(Map<String, @Nullable Object> entry) {
    int needed = size(entry) + 1;
    int contained = count(entry);
    if (needed > bytes || contained > values) {
      return false;
    }
    bytes -= needed;
    values -= contained;
    return true;
  }

  private static int size(Map<String, ?> object) {
    return Json.bytes(object).length;
  }

  private static int count(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> 1 + map.values().stream().mapToInt(AnswerRoom::count).sum();
      case List<?> list -> 1 + list.stream().mapToInt(AnswerRoom::count).sum();
      case null, default -> 1;
    };
  }
}
