package vj.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vj.bus.status.ServiceUnit;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;
import vj.bus.status.WorkerStatus.Health;

/// Whether all is well, in one line of words. Agrees with [Snapshot#healthy], which scripts get as
/// the exit code. Stateless.
final class StatusHeadline {

  private StatusHeadline() {}

  static String of(Snapshot snapshot) {
    List<WorkerStatus> wanted = snapshot.workers().stream().filter(WorkerStatus::wanted).toList();
    List<String> troubles =
        wanted.stream().map(StatusHeadline::trouble).flatMap(Optional::stream).toList();
    if (snapshot.busDirectoryProblem().isPresent()) {
      return "no worker can be asked: the socket directory cannot be used";
    }
    if (wanted.isEmpty() && snapshot.initSystemMute()) {
      return "nothing answers, nor does the init system";
    }
    if (wanted.isEmpty()) {
      boolean installed = snapshot.workers().stream().anyMatch(WorkerStatus::installed);
      return "nothing runs; to begin: " + (installed ? "vj start all" : "vj up");
    }
    if (!troubles.isEmpty()) {
      return "%d of %d %s attention: %s"
          .formatted(
              troubles.size(),
              wanted.size(),
              troubles.size() == 1 ? "needs" : "need",
              String.join(", ", troubles));
    }
    if (snapshot.initSystemMute()) {
      return "%d healthy; the init system does not answer: what else should run is not known"
          .formatted(wanted.size());
    }
    return wanted.size() == 1
        ? wanted.getFirst().shortName() + " is healthy" + off(snapshot)
        : "all %d healthy".formatted(wanted.size()) + off(snapshot);
  }

  /// What is neither enabled nor started is no trouble, and yet somebody may look for it.
  private static String off(Snapshot snapshot) {
    List<String> names = new ArrayList<>();
    for (WorkerStatus worker : snapshot.workers()) {
      if (!worker.wanted() && worker.installed()) {
        names.add(worker.shortName());
      }
    }
    return names.isEmpty() ? "" : "; not enabled: " + String.join(", ", names);
  }

  private static Optional<String> trouble(WorkerStatus worker) {
    String name = worker.shortName();
    return switch (worker.health()) {
      case HEALTHY -> Optional.empty();
      case DEGRADED -> Optional.of(name + " degraded");
      case STARTING -> Optional.of(name + " is starting");
      case STOPPING -> Optional.of(name + " is stopping");
      case WAITING -> Optional.of(name + " waits to be restarted");
      case UNANSWERED -> Optional.of(name + " does not answer");
      case UNHEALTHY, SILENT -> Optional.of(unheard(worker));
      case FAILED ->
          Optional.of(
              name
                  + (worker.unit().map(ServiceUnit::gaveUp).orElse(false)
                      ? " gave up"
                      : " failed"));
      // On purpose, perhaps; but it will be back with the next login.
      case STOPPED -> Optional.of(name + " is stopped, though enabled");
    };
  }

  private static String unheard(WorkerStatus worker) {
    String state = worker.health() == Health.SILENT ? "silent" : "unhealthy";
    Optional<Duration> age = worker.heartbeatAge();
    return age.isEmpty()
        ? worker.shortName() + " " + state
        : "%s %s for %s".formatted(worker.shortName(), state, StatusTable.brief(age.get()));
  }
}
