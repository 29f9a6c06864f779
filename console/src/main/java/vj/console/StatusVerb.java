package vj.console;

import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
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
    if (watch && !json && shell.terminal().interactive()) {
      watch(reader, snapshot);
    }
    show(snapshot);
    while (watch && !shell.out().checkError()) {
      TimeUnit.SECONDS.sleep(1);
      snapshot = reader.read();
      show(snapshot);
    }
    return snapshot.healthy() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  /// Ends by an interrupt, or with the terminal; what was seen last stays on it.
  private void watch(StatusReader reader, Snapshot first) throws InterruptedException {
    Snapshot latest = first;
    try (WholeScreen screen = new WholeScreen(shell.out())) {
      screen.start();
      while (!shell.out().checkError()) {
        TerminalSize size = TerminalSize.of(shell.terminal());
        List<String> lines = new ArrayList<>();
        lines.add(shell.paint().dim(time() + "  vj status, every second until Ctrl-C"));
        lines.addAll(table(size.narrower()).lines(latest));
        screen.draw(lines, size);
        TimeUnit.SECONDS.sleep(1);
        latest = reader.read();
      }
    } finally {
      show(latest);
    }
  }

  /// `LocalTime` leaves seconds out that are 0.
  private static String time() {
    LocalTime now = LocalTime.now(ZoneId.systemDefault());
    return "%02d:%02d:%02d".formatted(now.getHour(), now.getMinute(), now.getSecond());
  }

  private void show(Snapshot snapshot) {
    if (json) {
      shell.json(snapshot.plain());
    } else {
      table(TerminalSize.of(shell.terminal())).lines(snapshot).forEach(shell.out()::println);
    }
  }

  private StatusTable table(TerminalSize size) {
    return new StatusTable(shell.paint(), size, InstantSource.system());
  }
}
