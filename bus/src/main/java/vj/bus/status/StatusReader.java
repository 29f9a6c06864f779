package vj.bus.status;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import vj.bus.control.SocketDirectory;
import vj.bus.control.WorkerName;
import vj.bus.status.Probe.Absent;
import vj.bus.status.Probe.Silent;
import vj.bus.status.ServiceManager.UnreachableException;
import vj.bus.status.Snapshot.InitSystemProblem;

/// Reads the init system and every control socket, all at the same time, into a [Snapshot].
///
/// A worker that does not answer costs 300 ms, however many of them there are. One thread reads.
public final class StatusReader {

  /// A worker answers `get_state` in under a millisecond; one that needs longer than this is hung,
  /// and people wait for the table.
  private static final Duration SOCKET_LIMIT = Duration.ofMillis(300);

  /// For a connect that blocks because the backlog of a stopped worker is full.
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

  /// The first time our own process has a client to load: on a busy machine that takes so long that
  /// every worker would look hung.
  private static final Duration FIRST_CONNECT_LIMIT = Duration.ofSeconds(4);

  /// [Systemd] bounds itself by the same time; this also covers what forks slowly.
  private static final Duration UNITS_LIMIT = Duration.ofMillis(2_500);

  private final SocketDirectory directory;
  private final ServiceManager services;
  private final LongSupplier nanos;
  private final LoadMeter loads = new LoadMeter();
  private Duration connectLimit = FIRST_CONNECT_LIMIT;

  public StatusReader(SocketDirectory directory, ServiceManager services, LongSupplier nanos) {
    this.directory = directory;
    this.services = services;
    this.nanos = nanos;
  }

  /// @throws InterruptedException when the caller no longer wants to know
  public Snapshot read() throws InterruptedException {
    FutureTask<List<ServiceUnit>> units = begin("status-units", services::list);
    Map<String, FutureTask<Probe>> probes = new LinkedHashMap<>();
    List<Path> sockets = List.of();
    Optional<String> directoryProblem = Optional.empty();
    try {
      sockets = directory.sockets();
    } catch (IOException e) {
      directoryProblem = Optional.of(FaultText.of(e));
    }
    for (Path socket : sockets) {
      String name = SocketDirectory.stem(socket);
      probes.put(name, begin("status-" + name, () -> SocketProbe.ask(socket, SOCKET_LIMIT)));
    }
    Map<String, Probe> answers = answers(probes);

    Optional<InitSystemProblem> problem = Optional.empty();
    Map<WorkerName, ServiceUnit> byName = new HashMap<>();
    try {
      units
          .get(UNITS_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
          .forEach(unit -> byName.put(unit.worker(), unit));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String why = String.valueOf(cause == null ? e : cause.getMessage());
      problem = Optional.of(new InitSystemProblem(why, cause instanceof UnreachableException));
    } catch (TimeoutException _) {
      String why = "no answer within %d ms".formatted(UNITS_LIMIT.toMillis());
      problem = Optional.of(new InitSystemProblem(why, false));
    }
    return new Snapshot(problem, directoryProblem, combine(byName, answers));
  }

  private Map<String, Probe> answers(Map<String, FutureTask<Probe>> probes)
      throws InterruptedException {
    Duration limit = connectLimit;
    connectLimit = CONNECT_LIMIT;
    long end = System.nanoTime() + limit.toNanos() + SOCKET_LIMIT.toNanos();
    Map<String, Probe> answers = new LinkedHashMap<>();
    for (Map.Entry<String, FutureTask<Probe>> probe : probes.entrySet()) {
      try {
        long left = Math.max(0, end - System.nanoTime());
        answers.put(probe.getKey(), probe.getValue().get(left, TimeUnit.NANOSECONDS));
      } catch (ExecutionException e) {
        throw new IllegalStateException("a probe failed", e.getCause());
      } catch (TimeoutException _) {
        answers.put(probe.getKey(), new Silent(SocketProbe.silence(limit)));
      }
    }
    return answers;
  }

  private List<WorkerStatus> combine(
      Map<WorkerName, ServiceUnit> units, Map<String, Probe> answers) {
    LayerReport layer = LayerReport.of(answers);
    Map<String, Probe> rest = new LinkedHashMap<>(answers);
    List<WorkerStatus> workers = new ArrayList<>();
    for (WorkerName known : WorkerName.values()) {
      Probe probe = Optional.ofNullable(rest.remove(known.busName())).orElseGet(Absent::new);
      Optional<ServiceUnit> unit = Optional.ofNullable(units.get(known));
      workers.add(status(known.busName(), unit, probe, layer));
    }
    rest.forEach((name, probe) -> workers.add(status(name, Optional.empty(), probe, layer)));
    return workers;
  }

  private WorkerStatus status(
      String name, Optional<ServiceUnit> unit, Probe probe, LayerReport layer) {
    long now = nanos.getAsLong();
    Optional<Load> load = probe.said().map(said -> loads.load(name, now, said));
    Hearing listened = layer.hearing(name);
    // Our own look is the newest if there was an answer, and the only one if nobody listens.
    Optional<Duration> own = loads.age(name, now);
    Optional<Duration> age = load.isPresent() ? own : listened.age().or(() -> own);
    return new WorkerStatus(
        name,
        WorkerName.of(name),
        unit,
        probe,
        new Hearing(listened.pulse(), listened.last(), age),
        load,
        layer.history(name));
  }

  /// On a thread of its own: a socket belongs to a platform thread, and one that hangs is left
  /// behind without holding the process.
  private static <T> FutureTask<T> begin(String name, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return task;
  }
}
