package vj.bus.status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.status.WorkerStatus.Health;

/// All workers at one moment. Immutable.
///
/// @param initSystemProblem why the init system did not tell; empty when it did
/// @param busDirectoryProblem why the control sockets could not be looked for; empty when they were
/// @param workers known ones first, in the order of their names' list, then whatever else answers
public record Snapshot(
    Optional<InitSystemProblem> initSystemProblem,
    Optional<String> busDirectoryProblem,
    List<WorkerStatus> workers) {

  /// @param absent there is none here, and that is nobody's fault; else it did not answer
  public record InitSystemProblem(String why, boolean absent) {}

  public Snapshot {
    workers = List.copyOf(workers);
  }

  /// Something runs, and everything that should run is well. While the init system does not answer
  /// nobody knows what should.
  public boolean healthy() {
    if (initSystemMute()) {
      return false;
    }
    List<WorkerStatus> wanted = workers.stream().filter(WorkerStatus::wanted).toList();
    return !wanted.isEmpty() && wanted.stream().allMatch(w -> w.health() == Health.HEALTHY);
  }

  /// There is an init system, and it does not say how the units are.
  public boolean initSystemMute() {
    return initSystemProblem.filter(problem -> !problem.absent()).isPresent();
  }

  /// For `--json`: a client of the status layer finds `workers` as it knows it.
  public Map<String, @Nullable Object> plain() {
    Map<String, @Nullable Object> byName = new LinkedHashMap<>();
    workers.forEach(worker -> byName.put(worker.name(), worker.plain()));
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    plain.put("healthy", healthy());
    plain.put("init_system_problem", initSystemProblem.map(InitSystemProblem::why).orElse(null));
    plain.put("bus_directory_problem", busDirectoryProblem.orElse(null));
    plain.put("workers", byName);
    plain.put("total_managed", workers.stream().filter(WorkerStatus::installed).count());
    return plain;
  }
}
