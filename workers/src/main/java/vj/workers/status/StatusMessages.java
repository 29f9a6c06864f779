package vj.workers.status;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vj.bus.status.History;
import vj.bus.status.ServiceUnit;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;
import vj.bus.status.WorkerStatus.Health;
import vj.bus.telemetry.OscTemplate;
import vj.bus.telemetry.Telemetry;

/// Says over OSC how each worker is: at a change, every five seconds, and to who has just
/// subscribed. One thread.
final class StatusMessages {

  static final String ADDRESS = "/vj/worker/status";

  static final String TYPES = "siif";

  private static final Duration REPEAT = Duration.ofSeconds(5);

  private final Telemetry telemetry;
  private final OscTemplate message;
  private final Map<String, Said> said = new HashMap<>();

  /// What was sent about a worker last, and when.
  private record Said(boolean running, long restarts, Health health, long nanos) {

    boolean same(Said other) {
      return running == other.running && restarts == other.restarts && health == other.health;
    }
  }

  StatusMessages(Telemetry telemetry) {
    this.telemetry = telemetry;
    this.message = telemetry.template(ADDRESS, TYPES);
  }

  void turn(Snapshot snapshot, long now) {
    for (WorkerStatus worker : snapshot.workers()) {
      var latest = new Said(worker.running(), restarts(worker), worker.health(), now);
      Said before = said.get(worker.name());
      // One that has just gone is told of once more.
      boolean told = concerns(worker) || (before != null && before.running());
      if (told && (before == null || !latest.same(before) || due(before, now))) {
        telemetry.send(filled(message, worker));
        said.put(worker.name(), latest);
      }
    }
    said.keySet()
        .removeIf(
            name -> snapshot.workers().stream().noneMatch(worker -> worker.name().equals(name)));
    for (Optional<Telemetry> newcomer = telemetry.newcomer();
        newcomer.isPresent();
        newcomer = telemetry.newcomer()) {
      tell(newcomer.get(), snapshot);
    }
  }

  private static boolean due(Said before, long now) {
    return now - before.nanos() >= REPEAT.toNanos();
  }

  private static void tell(Telemetry newcomer, Snapshot snapshot) {
    OscTemplate own = newcomer.template(ADDRESS, TYPES);
    snapshot.workers().stream()
        .filter(StatusMessages::concerns)
        .forEach(worker -> newcomer.send(filled(own, worker)));
  }

  private static boolean concerns(WorkerStatus worker) {
    return worker.installed() || worker.enabled() || worker.running();
  }

  private static OscTemplate filled(OscTemplate message, WorkerStatus worker) {
    float age = worker.heartbeatAge().map(since -> since.toMillis() / 1_000f).orElse(-1f);
    return message
        .set(0, worker.name())
        .set(1, worker.running() ? 1 : 0)
        .set(2, (int) Math.min(restarts(worker), Integer.MAX_VALUE))
        .set(3, age);
  }

  private static long restarts(WorkerStatus worker) {
    return worker
        .history()
        .map(History::restarts)
        .or(() -> worker.unit().map(ServiceUnit::restarts).map(Integer::longValue))
        .orElse(0L);
  }
}
