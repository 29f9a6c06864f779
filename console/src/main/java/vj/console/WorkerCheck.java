package vj.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;
import vj.bus.control.ProtocolException;
import vj.bus.control.WorkerName;
import vj.bus.status.FaultText;
import vj.bus.status.Program;

/// What `vj-worker NAME --check --json` says.
///
/// @param values the effective ones; empty when there are problems
/// @param problems everything that is wrong, as text
record WorkerCheck(Map<String, @Nullable Object> values, List<String> problems) {

  static WorkerCheck of(Workers workers, WorkerName name) throws Failure {
    Program.Outcome outcome = workers.program(List.of(name.shortName(), "--check", "--json"));
    try {
      Map<String, @Nullable Object> said = Json.object(outcome.out(), "vj-worker --check");
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      if (said.get("config") instanceof Map<?, ?> config) {
        config.forEach((key, entry) -> values.put(String.valueOf(key), value(entry)));
      }
      List<?> problems = said.get("problems") instanceof List<?> list ? list : List.of();
      return new WorkerCheck(values, problems.stream().map(String::valueOf).toList());
    } catch (ProtocolException e) {
      String why = outcome.err().isBlank() ? FaultText.of(e) : outcome.err().strip();
      String text = "cannot check %s: %s".formatted(name.shortName(), why);
      throw outcome.exit() == ExitCodes.CONFIGURATION
          ? Failure.configuration(text)
          : Failure.failed(text);
    }
  }

  /// The effective values, of a configuration that is right.
  static Map<String, @Nullable Object> values(Workers workers, WorkerName name) throws Failure {
    WorkerCheck check = of(workers, name);
    if (!check.problems().isEmpty()) {
      throw Failure.configuration(String.join("; ", check.problems()));
    }
    return check.values();
  }

  private static @Nullable Object value(@Nullable Object entry) {
    return entry instanceof Map<?, ?> fields ? fields.get("value") : entry;
  }
}
