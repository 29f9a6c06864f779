package vj.bus.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Message.Ack;

/// The outcome of a command, before it is tied to a `msg_id`.
public record Answer(
    boolean success, @Nullable String message, @Nullable Map<String, @Nullable Object> data) {

  /// The final answer comes later, by [Connection#complete]: the handler has seen to it. For
  /// commands that stream, which would otherwise hold up the others of their connection.
  public static final Answer LATER = new Answer(true, null, null);

  public static Answer done(String message) {
    return new Answer(true, message, null);
  }

  public static Answer of(Map<String, @Nullable Object> data) {
    return new Answer(true, null, data);
  }

  /// The caller's fault; `message` names the value and the limit.
  public static Answer refused(String message) {
    return new Answer(false, message, null);
  }

  /// Tied to its command.
  Ack ack(@Nullable String msgId) {
    return new Ack(msgId, success, message, data);
  }
}
