package vj.bus.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One of the targets in a worker's `get_state`. Immutable.
///
/// @param target `host:port`
/// @param state the worker's own word: `sending`, `off`, `refused` ...
/// @param lastError empty if there was none
public record TargetReport(String target, String state, String lastError) {

  /// Entries that are not as a worker of ours would write them are left out.
  public static List<TargetReport> of(Map<String, @Nullable Object> state) {
    List<TargetReport> reports = new ArrayList<>();
    for (Object entry : state.get("targets") instanceof List<?> list ? list : List.of()) {
      if (entry instanceof Map<?, ?> fields
          && fields.get("target") instanceof String target
          && fields.get("state") instanceof String word) {
        String error = fields.get("last_error") instanceof String text ? text : "";
        reports.add(new TargetReport(target, word, error));
      }
    }
    return List.copyOf(reports);
  }

  /// Why nothing arrives there; empty while it is sent to, and for a target that is switched off.
  public Optional<String> problem() {
    return switch (state) {
      case "sending", "off" -> Optional.empty();
      case "refused" -> Optional.of("nobody listens on %s (refused)".formatted(target));
      default -> {
        String why = lastError.isEmpty() ? "" : ": " + lastError;
        yield Optional.of("%s is %s%s".formatted(target, state, why));
      }
    };
  }
}
