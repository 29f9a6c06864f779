package vj.workers.status;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.WorkerName;
import vj.bus.status.ServiceUnit;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;
import vj.bus.status.WorkerStatus.Health;

/// All that the layer does by itself: it has a unit's failures forgotten once it has been well for
/// a minute, and has a worker restarted that hangs where the init system would not notice. It never
/// starts what is stopped. One thread.
final class Care {

  /// After this the next restart comes after the shortest delay again.
  static final Duration WELL = Duration.ofSeconds(60);

  private static final Logger log = LoggerFactory.getLogger(Care.class);

  private final Actions actions;
  private final Map<WorkerName, Well> well = new EnumMap<>(WorkerName.class);
  private final Map<WorkerName, Long> kicked = new EnumMap<>(WorkerName.class);

  /// Which process has been well since when, on the clock of [AwakeTime].
  private record Well(long pid, long since) {}

  /// What is asked of the init system; neither waits for it.
  interface Actions {
    void reset(WorkerName worker);

    void kick(WorkerName worker);
  }

  Care(Actions actions) {
    this.actions = actions;
  }

  /// A worker whose socket cannot be looked for is not heard either, and nobody's fault: without a
  /// usable bus directory none is restarted.
  ///
  /// @param watchdog whether the init system restarts what hangs
  /// @param patience between two restarts of a worker that stays silent
  void turn(Snapshot snapshot, boolean watchdog, Duration patience, long now) {
    boolean blind = snapshot.busDirectoryProblem().isPresent();
    for (WorkerStatus status : snapshot.workers()) {
      if (status.known().isPresent() && status.unit().isPresent()) {
        WorkerName worker = status.known().get();
        ServiceUnit unit = status.unit().get();
        if (unit.phase() == Phase.RUNNING) {
          forgive(worker, status, unit, now);
          if (!watchdog && worker != WorkerName.STATUS) {
            if (blind) {
              kicked.put(worker, now); // it has its full time from when it can be heard again
            } else {
              rouse(worker, status, patience, now);
            }
          }
        } else {
          well.remove(worker);
        }
      }
    }
  }

  /// A degraded worker is up and stable too, and its next crash is not one of a row.
  private void forgive(WorkerName worker, WorkerStatus status, ServiceUnit unit, long now) {
    Health health = status.health();
    if (health != Health.HEALTHY && health != Health.DEGRADED) {
      well.remove(worker);
      return;
    }
    Well since = well.get(worker);
    if (since == null || since.pid() != unit.pid()) {
      since = new Well(unit.pid(), now);
      well.put(worker, since);
    }
    if (unit.restarts() > 0 && now - since.since() >= WELL.toNanos()) {
      log.info("{} is well again: {} restarts forgotten", worker.unit(), unit.restarts());
      actions.reset(worker);
      well.put(worker, new Well(unit.pid(), now)); // should it not help, not again at once
    }
  }

  private void rouse(WorkerName worker, WorkerStatus status, Duration patience, long now) {
    if (status.health() != Health.SILENT) {
      kicked.remove(worker);
      return;
    }
    Long last = kicked.get(worker);
    if (last == null || now - last >= patience.toNanos()) {
      log.warn("{} has been silent for too long: it is restarted", worker.unit());
      kicked.put(worker, now);
      actions.kick(worker);
    }
  }
}
