package vj.console;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import vj.bus.status.History;
import vj.bus.status.Load;
import vj.bus.status.ServiceUnit;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;
import vj.bus.status.WorkerStatus.Health;

/// A snapshot for people: whether all is well in one line, a row for each worker, and below what
/// the cells have no room for. Stateless.
///
/// @param size of what it is printed on
/// @param clock of the wall, by which failures are dated
record StatusTable(Paint paint, TerminalSize size, InstantSource clock) {

  /// With the widest of everything and the short words 79 cells are just enough.
  private static final int GAP = 2;

  /// PID and all after it, but what it does.
  private static final Set<Integer> NUMBERS = Set.of(3, 4, 5, 6, 7, 8, 9);

  /// Less of what a worker does says nothing; it then stands below the table, whole.
  private static final int LEAST_DOING = 24;

  private static final int INDENT = 2;

  private static final String UNKNOWN = "-";

  List<String> lines(Snapshot snapshot) {
    List<String> lines = new ArrayList<>();
    lines.addAll(headline(snapshot));
    lines.add("");
    List<String> table = table(snapshot, false, 0);
    boolean narrow = width(table) > size.columns();
    if (narrow) {
      table = table(snapshot, true, 0);
    }
    int left = size.equals(TerminalSize.ENDLESS) ? 0 : size.columns() - width(table) - GAP;
    boolean beside = left >= LEAST_DOING;
    lines.addAll(beside ? table(snapshot, narrow, left) : table);
    List<String> notes = new StatusNotes(paint, size, clock).lines(snapshot, !beside);
    if (!notes.isEmpty()) {
      lines.add("");
      lines.addAll(notes);
    }
    return lines;
  }

  private List<String> headline(Snapshot snapshot) {
    String text = SafeText.of(StatusHeadline.of(snapshot));
    return Folded.lines(text, size.columns(), INDENT).stream()
        .map(line -> snapshot.healthy() ? paint.good(line) : paint.bad(line))
        .toList();
  }

  private static int width(List<String> lines) {
    return lines.stream().mapToInt(Columns::width).max().orElse(0);
  }

  /// @param narrow with the short words
  /// @param doing how many cells there are for what each worker does; 0: no column
  private List<String> table(Snapshot snapshot, boolean narrow, int doing) {
    Columns table = new Columns(GAP, NUMBERS);
    List<String> headings =
        new ArrayList<>(
            List.of(
                "WORKER",
                "STATE",
                "UNIT",
                "PID",
                "UP",
                narrow ? "RST" : "RESTARTS",
                "BEAT",
                "CPU",
                "MEM",
                "OSC/S"));
    if (doing > 0) {
      headings.add("DOING");
    }
    table.row(headings.stream().map(paint::dim).toList());
    for (WorkerStatus worker : snapshot.workers()) {
      List<String> cells = cells(worker, narrow);
      if (doing > 0) {
        cells.add(shortened(SafeText.of(worker.doing().orElse("")), doing));
      }
      table.row(cells);
    }
    return table.lines();
  }

  private List<String> cells(WorkerStatus worker, boolean narrow) {
    List<String> cells = new ArrayList<>();
    cells.add(paint.strong(SafeText.of(worker.shortName())));
    cells.add(colour(paint, worker.health(), worker.health().text()));
    cells.add(worker.unit().map(unit -> unit(unit, narrow)).orElse(UNKNOWN));
    cells.add(text(worker.pid()));
    cells.add(worker.uptime().map(StatusTable::brief).orElse(UNKNOWN));
    cells.add(restarts(worker));
    cells.add(worker.heartbeatAge().map(StatusTable::age).orElse(UNKNOWN));
    cells.add(worker.load().map(load -> percent(load.cpuPercent())).orElse(UNKNOWN));
    cells.add(memory(worker.rssBytes()));
    cells.add(worker.load().map(StatusTable::rate).orElse(UNKNOWN));
    return cells;
  }

  static String colour(Paint paint, Health health, String text) {
    return switch (health) {
      case HEALTHY -> paint.good(text);
      case STARTING, STOPPING, WAITING, DEGRADED, UNANSWERED -> paint.warning(text);
      case UNHEALTHY, SILENT, FAILED -> paint.bad(text);
      case STOPPED -> paint.dim(text);
    };
  }

  private static String unit(ServiceUnit unit, boolean narrow) {
    if (!unit.installed()) {
      return "none";
    }
    if (narrow) {
      return unit.enabled() ? "on" : "off";
    }
    return unit.enabled() ? "enabled" : "disabled";
  }

  /// Those that the status layer has counted: the unit's own begin anew with every reset.
  private static String restarts(WorkerStatus worker) {
    return worker
        .history()
        .map(History::restarts)
        .or(() -> worker.unit().map(unit -> (long) unit.restarts()))
        .map(String::valueOf)
        .orElse(UNKNOWN);
  }

  private static String shortened(String text, int cells) {
    return text.length() <= cells ? text : text.substring(0, cells - 3) + "...";
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : UNKNOWN;
  }

  private static String rate(Load load) {
    double rate = load.oscPerSecond();
    return rate < 100_000 ? "%.0f".formatted(rate) : "%.0fk".formatted(rate / 1_000);
  }

  private static String percent(double value) {
    return (value < 10 ? "%.1f%%" : "%.0f%%").formatted(value);
  }

  private static String memory(OptionalLong bytes) {
    if (bytes.isEmpty()) {
      return UNKNOWN;
    }
    long megabytes = bytes.getAsLong() >> 20;
    return megabytes < 1_000 ? megabytes + "M" : "%.1fG".formatted(megabytes / 1_024.0);
  }

  /// In four cells: `0.3s`, `17s`, `12m`, `3h`, `100d`.
  static String age(Duration age) {
    long seconds = age.toSeconds();
    if (seconds < 10) {
      return "%.1fs".formatted(age.toMillis() / 1_000.0);
    }
    if (seconds < 100) {
      return seconds + "s";
    }
    if (seconds < 6_000) {
      return seconds / 60 + "m";
    }
    return age.toHours() < 100 ? age.toHours() + "h" : age.toDays() + "d";
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
