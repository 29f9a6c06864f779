package vj.workers.status;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending;
import vj.bus.status.LogLines;
import vj.bus.status.ServiceManager;
import vj.bus.status.ServiceUnit;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.ServiceUnit.Words;

/// An init system that shows what it is told to, and remembers what it was asked to do. Safe from
/// any thread.
final class ScriptedServices implements ServiceManager {

  private final Map<WorkerName, ServiceUnit> units = new EnumMap<>(WorkerName.class);
  private final List<String> asked = new ArrayList<>();
  private @Nullable IOException listFault;
  private @Nullable IOException actFault;
  private @Nullable IOException factsFault;
  private boolean watchdog = true;
  private int looks;

  ScriptedServices() {
    for (WorkerName worker : WorkerName.values()) {
      units.put(worker, unit(worker, Phase.ABSENT, 0, Ending.NONE));
    }
  }

  static ServiceUnit unit(WorkerName worker, Phase phase, int restarts, Ending ending) {
    Words words =
        switch (phase) {
          case RUNNING -> new Words("active", "running");
          case WAITING -> new Words("activating", "auto-restart");
          case FAILED -> new Words("failed", "failed");
          case STARTING -> new Words("activating", "start");
          case STOPPING -> new Words("deactivating", "stop-sigterm");
          case ABSENT, BROKEN, STOPPED -> new Words("inactive", "dead");
        };
    boolean up = phase == Phase.RUNNING;
    return new ServiceUnit(
        worker,
        phase,
        phase != Phase.ABSENT,
        up ? ProcessHandle.current().pid() : 0,
        up ? Optional.of(Duration.ofSeconds(5)) : Optional.empty(),
        restarts,
        ending,
        0,
        words,
        phase == Phase.ABSENT ? "" : "/unit",
        false);
  }

  synchronized ScriptedServices show(WorkerName worker, Phase phase) {
    return show(unit(worker, phase, 0, Ending.NONE));
  }

  synchronized ScriptedServices show(ServiceUnit unit) {
    units.put(unit.worker(), unit);
    return this;
  }

  /// From now on it has no watchdog of its own.
  synchronized void withoutWatchdog() {
    watchdog = false;
  }

  /// @param fault what every look ends with; null: none
  synchronized void failLooks(@Nullable IOException fault) {
    listFault = fault;
  }

  /// @param fault what asking for its facts ends with; null: nothing
  synchronized void failFacts(@Nullable IOException fault) {
    factsFault = fault;
  }

  /// @param fault what every start, stop and restart ends with
  synchronized void failActions(IOException fault) {
    actFault = fault;
  }

  /// What it was asked to do, for example `stop audio`.
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  synchronized int looks() {
    return looks;
  }

  @Override
  public synchronized List<ServiceUnit> list() throws IOException {
    looks++;
    if (listFault != null) {
      throw listFault;
    }
    return List.copyOf(units.values());
  }

  @Override
  public void start(WorkerName worker) throws IOException {
    act("start", worker, Phase.RUNNING);
  }

  @Override
  public void stop(WorkerName worker) throws IOException {
    act("stop", worker, Phase.STOPPED);
  }

  @Override
  public void restart(WorkerName worker) throws IOException {
    act("restart", worker, Phase.RUNNING);
  }

  @Override
  public void stopSoon(WorkerName worker) throws IOException {
    act("stop soon", worker, Phase.STOPPED);
  }

  @Override
  public void restartSoon(WorkerName worker) throws IOException {
    act("restart soon", worker, Phase.RUNNING);
  }

  private synchronized void act(String what, WorkerName worker, Phase then) throws IOException {
    asked.add(what + " " + worker.shortName());
    if (actFault != null) {
      throw actFault;
    }
    show(worker, then);
  }

  @Override
  public synchronized void reset(WorkerName worker) {
    asked.add("reset " + worker.shortName());
    ServiceUnit unit = units.getOrDefault(worker, unit(worker, Phase.ABSENT, 0, Ending.NONE));
    show(unit(worker, unit.phase(), 0, unit.ending()));
  }

  @Override
  public LogLines logs(LogRequest request) {
    throw new UnsupportedOperationException("the layer reads no logs");
  }

  @Override
  public synchronized Facts facts() throws IOException {
    if (factsFault != null) {
      throw factsFault;
    }
    return new Facts("scripted", 1, watchdog);
  }

  @Override
  public Optional<Boolean> startsWithoutLogin() {
    throw new UnsupportedOperationException("the layer does not care");
  }
}
