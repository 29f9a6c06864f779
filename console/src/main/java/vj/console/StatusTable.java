package vj.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import vj.bus.status.Load;
import vj.bus.status.Probe;
import vj.bus.status.ServiceUnit;
import vj.bus.status.Snapshot;
import vj.bus.status.TargetReport;
import vj.bus.status.WorkerStatus;
import vj.bus.status.WorkerStatus.Health;

/// A snapshot as a table for people. Stateless.
record StatusTable(Paint paint) {

  private static final List<String> HEADINGS =
      List.of("WORKER", "STATE", "UNIT", "PID", "UP", "RESTARTS", "CPU", "MEM", "OSC/S");

  /// With the widest of everything 80 cells are just enough.
  private static final int GAP = 2;

  private static final String UNKNOWN = "-";

  List<String> lines(Snapshot snapshot) {
    Columns table = new Columns(GAP);
    table.row(HEADINGS.stream().map(paint::dim).toList());
    List<String> notes = new ArrayList<>();
    for (WorkerStatus worker : snapshot.workers()) {
      table.row(cells(worker));
      worker.doing().ifPresent(doing -> notes.add(note(worker, doing)));
      worker
          .lastError()
          .filter(_ -> worker.health() != Health.HEALTHY)
          .ifPresent(why -> notes.add(colour(worker.health(), note(worker, why))));
      for (TargetReport target : worker.targets()) {
        target.problem().ifPresent(why -> notes.add(paint.warning(note(worker, why))));
      }
      unheard(worker).ifPresent(notes::add);
    }
    if (snapshot.workers().stream().anyMatch(StatusTable::average)) {
      notes.add(paint.dim("CPU and OSC/S are averages since the start; now: vj status --watch"));
    }
    snapshot
        .initSystemProblem()
        .ifPresent(why -> notes.add(paint.dim("no init system reachable: " + why)));
    snapshot
        .busDirectoryProblem()
        .ifPresent(why -> notes.add(paint.bad("no control socket can be used: " + why)));
    List<String> lines = new ArrayList<>(table.lines());
    if (!notes.isEmpty()) {
      lines.add("");
      lines.addAll(notes);
    }
    return lines;
  }

  private List<String> cells(WorkerStatus worker) {
    Optional<Integer> restarts = worker.unit().map(ServiceUnit::restarts);
    return List.of(
        paint.strong(SafeText.of(worker.shortName())),
        colour(worker.health(), worker.health().text()),
        worker.unit().map(StatusTable::unit).orElse(UNKNOWN),
        text(worker.pid()),
        worker.uptime().map(StatusTable::brief).orElse(UNKNOWN),
        restarts.map(String::valueOf).orElse(UNKNOWN),
        worker.load().map(load -> percent(load.cpuPercent())).orElse(UNKNOWN),
        megabytes(worker.rssBytes()),
        worker.load().map(load -> "%.0f".formatted(load.oscPerSecond())).orElse(UNKNOWN));
  }

  private static String note(WorkerStatus worker, String text) {
    return SafeText.of(worker.shortName() + ": " + text);
  }

  private static boolean average(WorkerStatus worker) {
    return worker.load().map(Load::sinceStart).orElse(false);
  }

  /// Only a reader that has heard it before can tell: `--watch`.
  private Optional<String> unheard(WorkerStatus worker) {
    return worker
        .heartbeatAge()
        .filter(_ -> !(worker.probe() instanceof Probe.Answering))
        .map(age -> note(worker, "last heard " + brief(age) + " ago"))
        .map(paint::dim);
  }

  private static String unit(ServiceUnit unit) {
    if (!unit.installed()) {
      return "none";
    }
    return unit.enabled() ? "enabled" : "disabled";
  }

  private String colour(Health health, String text) {
    return switch (health) {
      case HEALTHY -> paint.good(text);
      case STARTING, STOPPING, WAITING, DEGRADED, UNANSWERED -> paint.warning(text);
      case UNHEALTHY, SILENT, FAILED -> paint.bad(text);
      case STOPPED -> paint.dim(text);
    };
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : UNKNOWN;
  }

  private static String percent(double value) {
    return (value < 10 ? "%.1f%%" : "%.0f%%").formatted(value);
  }

  private static String megabytes(OptionalLong bytes) {
    return bytes.isPresent() ? "%dM".formatted(bytes.getAsLong() >> 20) : UNKNOWN;
  }

  /// The two largest units: `3d 4h`, `2h 03m`, `5m 20s`, `7s`.
  static String brief(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3_600) {
      return "%dm %02ds".formatted(seconds / 60, seconds % 60);
    }
    if (seconds < 86_400) {
      return "%dh %02dm".formatted(seconds / 3_600, seconds / 60 % 60);
    }
    return "%dd %dh".formatted(seconds / 86_400, seconds / 3_600 % 24);
  }
}
