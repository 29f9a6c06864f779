package vj.console;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.WorkerName;
import vj.bus.status.Probe.Answering;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;

/// What more than one check of `vj doctor` looks at, looked at once: how the workers are, and how
/// they are configured. Immutable.
///
/// @param configurations as the workers' own program reads them; without those it could not read
record Examined(Snapshot snapshot, Map<WorkerName, WorkerCheck> configurations) {

  Examined {
    configurations = Map.copyOf(configurations);
  }

  Optional<WorkerStatus> worker(WorkerName name) {
    return snapshot.workers().stream()
        .filter(worker -> worker.known().filter(name::equals).isPresent())
        .findFirst();
  }

  /// What the running worker says of itself; empty while it does not answer.
  Optional<Answering> answering(WorkerName name) {
    return worker(name)
        .flatMap(worker ->
            worker.probe() instanceof Answering answering
                ? Optional.of(answering)
                : Optional.empty());
  }

  /// The value that counts: the running worker's own, else what it would begin with. Null where
  /// neither can be told.
  @Nullable Object value(WorkerName name, String key) {
    Map<String, @Nullable Object> running =
        answering(name)
            .map(answering -> Workers.object(answering.state().get("config")))
            .orElse(Map.of());
    if (running.containsKey(key)) {
      return running.get(key);
    }
    WorkerCheck check = configurations.get(name);
    return check == null ? null : check.values().get(key);
  }

  /// Empty where it is no text, or none is set.
  Optional<String> text(WorkerName name, String key) {
    return value(name, key) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }
}
