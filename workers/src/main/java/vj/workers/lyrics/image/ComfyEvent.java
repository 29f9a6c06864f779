package vj.workers.lyrics.image;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;
import vj.bus.control.ProtocolException;
import vj.workers.http.OneLine;

/// What a ComfyUI server says over its WebSocket, as far as it matters here.
sealed interface ComfyEvent {

  /// A step of the prompt with this id, 0 to 1.
  record Step(String prompt, double fraction) implements ComfyEvent {}

  /// Its result is there, or will be in a moment.
  record Done(String prompt) implements ComfyEvent {}

  record Failed(String prompt, String reason) implements ComfyEvent {}

  /// There will be no more.
  record Broken(String reason) implements ComfyEvent {}

  int MOST_REASON_CHARS = 300;

  /// Absent for what does not matter, and for what is not understood.
  static Optional<ComfyEvent> read(String text) {
    try {
      return Json.value(text, "ComfyUI") instanceof Map<?, ?> message
              && message.get("type") instanceof String type
              && message.get("data") instanceof Map<?, ?> data
              && data.get("prompt_id") instanceof String prompt
          ? of(type, data, prompt)
          : Optional.empty();
    } catch (ProtocolException _) {
      return Optional.empty();
    }
  }

  private static Optional<ComfyEvent> of(String type, Map<?, ?> data, String prompt) {
    return switch (type) {
      case "progress" -> step(data, prompt);
      case "execution_success" -> Optional.of(new Done(prompt));
      // older servers say it so: no node is executed any more
      case "executing" ->
          data.get("node") == null ? Optional.of(new Done(prompt)) : Optional.empty();
      case "execution_error" -> Optional.of(new Failed(prompt, failure(data)));
      case "execution_interrupted" ->
          Optional.of(new Failed(prompt, "somebody has interrupted it"));
      default -> Optional.empty();
    };
  }

  private static Optional<ComfyEvent> step(Map<?, ?> data, String prompt) {
    return data.get("value") instanceof Number value
            && data.get("max") instanceof Number max
            && max.doubleValue() > 0
        ? Optional.of(
            new Step(prompt, Math.clamp(value.doubleValue() / max.doubleValue(), 0.0, 1.0)))
        : Optional.empty();
  }

  /// `KSampler: out of memory`, of an event's data or of what the history has of it.
  static String failure(Map<?, ?> data) {
    Object node = data.get("node_type");
    @Nullable Object message = data.get("exception_message");
    return OneLine.of(
        "%s: %s".formatted(node == null ? "a node" : node, message == null ? "failed" : message),
        MOST_REASON_CHARS);
  }
}
