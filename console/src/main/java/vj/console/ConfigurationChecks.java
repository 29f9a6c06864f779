package vj.console;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import vj.bus.control.WorkerName;
import vj.console.Checkup.Check;

/// Each worker's configuration, as its own program reads it. Keeps what was read, for the checks
/// that come after.
final class ConfigurationChecks {

  private final Workers workers;
  private final Map<WorkerName, WorkerCheck> read = new ConcurrentHashMap<>();

  ConfigurationChecks(Shell shell) {
    this.workers = new Workers(shell);
  }

  List<Check> checks() {
    return Stream.of(WorkerName.values())
        .map(name -> new Check(subject(name), () -> List.of(configuration(name))))
        .toList();
  }

  /// Those that could be read so far.
  Map<WorkerName, WorkerCheck> read() {
    return Map.copyOf(read);
  }

  private static String subject(WorkerName name) {
    return "configuration " + name.shortName();
  }

  private Finding configuration(WorkerName name) {
    try {
      WorkerCheck check = WorkerCheck.of(workers, name);
      read.put(name, check);
      return check.problems().isEmpty()
          ? Finding.ok(subject(name), "valid")
          : Finding.fail(
              subject(name),
              String.join("; ", check.problems()),
              "edit the file that is named; then vj start " + name.shortName());
    } catch (Failure failure) {
      String why = failure.text().lines().findFirst().orElse("");
      return Finding.fail(subject(name), why, "install/install.sh");
    }
  }
}
