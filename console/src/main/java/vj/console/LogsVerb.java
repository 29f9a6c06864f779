package vj.console;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vj.bus.control.WorkerName;
import vj.bus.status.FaultText;
import vj.bus.status.LogLines;
import vj.bus.status.ServiceManager.LogRequest;
import vj.bus.status.Systemd;

/// `vj logs`: the journal's lines of the workers.
@Command(
    description = "Shows what the workers have logged.",
    footer = {"", "Example: vj logs -f audio"})
final class LogsVerb implements Callable<Integer> {

  /// More would only scroll by; the journal itself has the rest.
  private static final int MOST_LINES = 100_000;

  @Option(names = "-f", description = "Go on with new lines, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many of the latest lines (default ${DEFAULT-VALUE}).")
  private int lines;

  @Parameters(arity = "0..*", paramLabel = "WORKER", description = "Whose lines (default: all).")
  private List<String> names = List.of();

  private final Shell shell;

  LogsVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    List<WorkerName> workers = names.contains("all") ? List.of() : chosen();
    if (lines < 0 || lines > MOST_LINES) {
      throw Failure.usage("-n takes a number from 0 to " + MOST_LINES + ", not " + lines);
    }
    Systemd systemd = new Systemd(shell.environment(), System::nanoTime);
    try (LogLines log = systemd.logs(new LogRequest(workers, lines, follow))) {
      for (Optional<String> line = log.next(); line.isPresent(); line = log.next()) {
        shell.out().println(SafeText.ofLog(line.get()));
        // Whoever reads our output may have enough of it (| head).
        if (follow && shell.out().checkError()) {
          break;
        }
      }
      return ExitCodes.DONE;
    } catch (IOException e) {
      throw Failure.failed(
          "no journal to read: %s; workers that `vj up` runs log to %s"
              .formatted(FaultText.of(e), WorkerLogs.directory(shell.environment())));
    }
  }

  private List<WorkerName> chosen() throws Failure {
    return names.isEmpty() ? List.of() : Workers.named(names);
  }
}
