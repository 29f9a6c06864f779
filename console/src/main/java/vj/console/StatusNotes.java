package vj.console;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vj.bus.status.History;
import vj.bus.status.Load;
import vj.bus.status.Snapshot;
import vj.bus.status.Snapshot.InitSystemProblem;
import vj.bus.status.TargetReport;
import vj.bus.status.WorkerStatus;
import vj.bus.status.WorkerStatus.Health;

/// What stands below the table of `vj status`: what is wrong first, then what each worker does,
/// then what explains the figures. Stateless.
///
/// @param size of what it is printed on
/// @param clock of the wall, by which failures are dated
record StatusNotes(Paint paint, TerminalSize size, InstantSource clock) {

  /// Second and further lines of a note.
  private static final int INDENT = 2;

  /// @param doing whether to say what each worker does
  List<String> lines(Snapshot snapshot, boolean doing) {
    List<String> lines = new ArrayList<>();
    snapshot
        .busDirectoryProblem()
        .ifPresent(why ->
            folded("no control socket can be used: " + why)
                .forEach(line -> lines.add(paint.bad(line))));
    snapshot
        .initSystemProblem()
        .filter(problem -> !problem.absent())
        .ifPresent(problem ->
            folded("the init system does not answer: " + problem.why())
                .forEach(line -> lines.add(paint.bad(line))));
    for (WorkerStatus worker : snapshot.workers()) {
      complaint(worker).forEach(lines::add);
    }
    targets(snapshot).forEach(lines::add);
    for (WorkerStatus worker : snapshot.workers()) {
      worker.doing().filter(_ -> doing).ifPresent(what -> lines.addAll(folded(note(worker, what))));
    }
    for (String line : remarks(snapshot)) {
      folded(line).forEach(part -> lines.add(paint.dim(part)));
    }
    return lines;
  }

  private List<String> complaint(WorkerStatus worker) {
    Health health = worker.health();
    return worker
        .lastError()
        .filter(_ -> health != Health.HEALTHY)
        .map(why ->
            folded(note(worker, why)).stream()
                .map(line -> StatusTable.colour(paint, health, line))
                .toList())
        .orElse(List.of());
  }

  /// Workers mostly share their targets: one line for all that have the same trouble.
  private List<String> targets(Snapshot snapshot) {
    Map<String, List<String>> sufferers = new LinkedHashMap<>();
    for (WorkerStatus worker : snapshot.workers()) {
      for (TargetReport target : worker.targets()) {
        target
            .problem()
            .ifPresent(why ->
                sufferers.computeIfAbsent(why, _ -> new ArrayList<>()).add(worker.shortName()));
      }
    }
    List<String> lines = new ArrayList<>();
    sufferers.forEach((why, names) ->
        folded(String.join(", ", names) + ": " + why)
            .forEach(line -> lines.add(paint.warning(line))));
    return lines;
  }

  private List<String> remarks(Snapshot snapshot) {
    List<String> remarks = new ArrayList<>();
    for (WorkerStatus worker : snapshot.workers()) {
      worker
          .history()
          .flatMap(History::lastFailure)
          .ifPresent(failure -> remarks.add(note(worker, failure(failure))));
    }
    if (snapshot.workers().stream().anyMatch(StatusNotes::average)) {
      remarks.add("CPU and OSC/S are averages since the start; now: vj status --watch");
    }
    snapshot
        .initSystemProblem()
        .filter(InitSystemProblem::absent)
        .ifPresent(problem -> remarks.add("no init system reachable: " + problem.why()));
    return remarks;
  }

  private String failure(History.Failure failure) {
    Duration ago = Duration.between(failure.at(), clock.instant());
    return "failed %s ago: %s"
        .formatted(
            StatusTable.brief(ago.isNegative() ? Duration.ZERO : ago), failure.ending().text());
  }

  private static boolean average(WorkerStatus worker) {
    return worker.load().map(Load::sinceStart).orElse(false);
  }

  private static String note(WorkerStatus worker, String text) {
    return SafeText.of(worker.shortName() + ": " + text);
  }

  private List<String> folded(String text) {
    return Folded.lines(SafeText.of(text), size.columns(), INDENT);
  }
}
