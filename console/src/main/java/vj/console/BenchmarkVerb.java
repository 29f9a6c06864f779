package vj.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vj.bus.control.Message.Ack;
import vj.bus.control.WorkerName;

/// `vj benchmark`: how long each stage of the running audio worker takes.
@Command(
    description = "Measures the running audio worker, stage by stage, without disturbing it.",
    footer = {"", "Example: vj benchmark --seconds 30"})
final class BenchmarkVerb implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of("count", "min", "mean", "p50", "p95", "p99", "max");

  @Option(names = "--seconds", paramLabel = "N", description = "1 to 60; 10 unless given.")
  private long seconds = 10;

  @Option(names = "--json", description = "One JSON object instead of a table.")
  private boolean json;

  private final Shell shell;

  BenchmarkVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure {
    if (seconds < 1 || seconds > 60) {
      throw Failure.usage("--seconds takes 1 to 60, not " + seconds);
    }
    Workers workers = new Workers(shell);
    Duration limit = Workers.ANSWER_LIMIT.plusSeconds(seconds);
    Ack answer = workers.running(WorkerName.AUDIO, "benchmark", Map.of("seconds", seconds), limit);
    if (!answer.success()) {
      throw Failure.failed(String.valueOf(answer.message()));
    }
    Map<String, @Nullable Object> data = Workers.data(answer);
    if (json) {
      shell.json(data);
    } else {
      print(data);
    }
    return ExitCodes.DONE;
  }

  private void print(Map<String, @Nullable Object> data) {
    Columns table = new Columns();
    table.row(
        List.of("MICROSECONDS", "RUNS", "MIN", "MEAN", "P50", "P95", "P99", "MAX").stream()
            .map(shell.paint()::dim)
            .toList());
    Workers.object(data.get("stages"))
        .forEach((stage, micros) -> table.row(row(stage, Workers.object(micros))));
    table.lines().forEach(shell.out()::println);
    shell.out().println();
    shell
        .out()
        .println(
            "%s s, %s hops, %s frames, %s frames dropped, %s events lost, %s samples overrun"
                .formatted(
                    data.get("seconds"),
                    data.get("hops"),
                    data.get("frames"),
                    data.get("drops"),
                    data.get("events_lost"),
                    data.get("overruns")));
    shell
        .out()
        .println(
            "%s of a core, %s by the analysis; %s bytes of garbage for each hop"
                .formatted(
                    percent(data.get("process_core_share")),
                    percent(data.get("analysis_core_share")),
                    data.get("allocated_bytes_per_hop")));
  }

  private static List<String> row(String stage, Map<String, @Nullable Object> micros) {
    List<String> cells = new ArrayList<>(List.of(SafeText.of(stage)));
    for (String column : COLUMNS) {
      Object value = micros.get(column);
      cells.add(value instanceof Double number ? "%.1f".formatted(number) : String.valueOf(value));
    }
    return cells;
  }

  private static String percent(@Nullable Object share) {
    return share instanceof Number number ? "%.1f%%".formatted(100 * number.doubleValue()) : "?";
  }
}
