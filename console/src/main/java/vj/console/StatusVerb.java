package vj.console;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vj.bus.control.SocketDirectory;
import vj.bus.status.Snapshot;
import vj.bus.status.StatusReader;
import vj.bus.status.Systemd;

/// `vj status`: one snapshot, or one a second.
@Command(
    description = "Shows every worker: state, process, restarts, load, and what it does.",
    footer = {
      "",
      "Exit code 0 only when something runs and everything that should run is well, else 1.",
      "Example: vj status --json | jq '.workers.audio_analyzer.healthy'"
    })
final class StatusVerb implements Callable<Integer> {

  private static final String HOME_AND_CLEAR = "\u001b[H\u001b[J";

  @Option(names = "--json", description = "One JSON object instead of a table.")
  private boolean json;

  @Option(names = "--watch", description = "Again every second, until Ctrl-C.")
  private boolean watch;

  private final Shell shell;

  StatusVerb(Shell shell) {
    this.shell = shell;
  }

  /// The verb without picocli, for a command line that is nothing but it and its options. picocli's
  /// class files are too old for the AOT cache: reading and verifying them is half of the time that
  /// people wait for the table. Whatever else is typed, a slip as well, is left to picocli.
  static Optional<StatusVerb> typed(Shell shell, List<String> arguments) {
    if (arguments.isEmpty() || !arguments.getFirst().equals("status")) {
      return Optional.empty();
    }
    List<String> options = arguments.subList(1, arguments.size());
    StatusVerb verb = new StatusVerb(shell);
    verb.json = options.contains("--json");
    verb.watch = options.contains("--watch");
    int known = (verb.json ? 1 : 0) + (verb.watch ? 1 : 0);
    return options.size() == known ? Optional.of(verb) : Optional.empty();
  }

  @Override
  public Integer call() throws InterruptedException {
    StatusReader reader =
        new StatusReader(
            SocketDirectory.locate(shell.environment()),
            new Systemd(shell.environment(), System::nanoTime),
            System::nanoTime);
    Snapshot snapshot = reader.read();
    show(snapshot);
    while (watch && !shell.out().checkError()) {
      TimeUnit.SECONDS.sleep(1);
      snapshot = reader.read();
      show(snapshot);
    }
    return snapshot.healthy() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private void show(Snapshot snapshot) {
    if (json) {
      shell.json(snapshot.plain());
      return;
    }
    if (watch && shell.terminal().interactive()) {
      shell.out().print(HOME_AND_CLEAR);
    }
    new StatusTable(shell.paint()).lines(snapshot).forEach(shell.out()::println);
  }
}
