package vj.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vj.bus.status.FaultText;
import vj.bus.worker.Directories;

/// `vj dump`: the flight recorder's last minutes, in one file.
@Command(
    description = {
      "Writes the last 10 minutes of OSC, log lines and state changes to one file.",
      "They are always on disk while vj-osc-debugger runs; it need not run any more."
    },
    footer = {
      "",
      "FILE is .jsonl or .jsonl.gz. It holds titles of songs, words of lyrics and log lines,",
      "no secrets: fit to be attached to a report. --take makes a take of its OSC: vj replay NAME.",
      "Example: vj dump incident.jsonl.gz"
    })
final class DumpVerb implements Callable<Integer> {

  private static final DateTimeFormatter NAMED =
      DateTimeFormatter.ofPattern("'vj-dump-'yyyy-MM-dd-HHmmss'.jsonl.gz'");

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Where to (default: by the date).")
  private @Nullable Path file;

  @Option(names = "--take", paramLabel = "NAME", description = "Make a take of the OSC as well.")
  private @Nullable String take;

  private final Shell shell;

  DumpVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    Path target = (file == null ? here().resolve(LocalDateTime.now().format(NAMED)) : file);
    List<String> arguments =
        new ArrayList<>(List.of("osc-debugger", "--dump", target.toAbsolutePath().toString()));
    if (take != null) {
      arguments.addAll(List.of("--take", take));
    }
    int exit = new Workers(shell).follow(arguments);
    if (exit == ExitCodes.DONE && Files.exists(target)) {
      shell.out().println("%s, %s".formatted(target, Amounts.bytes(size(target))));
      shell
          .out()
          .println("Attach it to a report: it holds song titles and log lines, but no secrets.");
    }
    return exit;
  }

  /// Where the person is, unless nothing can be written there: a stick, somebody else's directory.
  private Path here() {
    Path current = Path.of("");
    return Files.isWritable(current.toAbsolutePath())
        ? current
        : Directories.locate(shell.environment()).state();
  }

  private static long size(Path file) throws Failure {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw Failure.failed(FaultText.of(e));
    }
  }
}
