package vj.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vj.bus.control.Json;
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
      "no secrets: fit to be attached to a report. With --take alone no file is written.",
      "Example: vj dump incident.jsonl.gz"
    })
final class DumpVerb implements Callable<Integer> {

  private static final DateTimeFormatter NAMED =
      DateTimeFormatter.ofPattern("'vj-dump-'yyyy-MM-dd-HHmmss'.jsonl.gz'");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Where to (default: by the date).")
  private @Nullable Path file;

  @Option(names = "--take", paramLabel = "NAME", description = "Make a take of its OSC.")
  private @Nullable String take;

  private final Shell shell;

  DumpVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("osc-debugger", "--dump"));
    Optional<Path> target = target();
    target.ifPresent(path -> arguments.add(path.toString()));
    if (take != null) {
      arguments.addAll(List.of("--take", take));
    }
    int exit = new Workers(shell).follow(arguments);
    if (exit == ExitCodes.DONE) {
      target.ifPresent(this::explain);
      if (take != null) {
        shell.out().println("play it with: vj replay " + SafeText.of(take));
      }
    }
    return exit;
  }

  /// Who wants a take wants no file, unless it is named.
  private Optional<Path> target() {
    if (file != null) {
      return Optional.of(file.toAbsolutePath());
    }
    return take == null
        ? Optional.of(here().resolve(LocalDateTime.now(ZoneId.systemDefault()).format(NAMED)))
        : Optional.empty();
  }

  /// The worker's program has said how much it is; when it was stands in the file's first line.
  private void explain(Path dump) {
    try (BufferedReader lines = reader(dump)) {
      Fields header = Fields.of(Json.object(String.valueOf(lines.readLine()), dump.toString()));
      shell
          .out()
          .println("from %s to %s".formatted(time(header.text("from")), time(header.text("to"))));
    } catch (IOException | DateTimeException _) {
      shell.err().println("vj: it does not say what time it covers");
    }
    shell
        .out()
        .println("Attach it to a report: it holds song titles and log lines, but no secrets.");
  }

  private static BufferedReader reader(Path dump) throws IOException {
    InputStream bytes = Files.newInputStream(dump);
    try {
      return new BufferedReader(
          new InputStreamReader(
              dump.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
              StandardCharsets.UTF_8));
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private static String time(String instant) {
    return LocalDateTime.ofInstant(Instant.parse(instant), ZoneId.systemDefault()).format(TIME);
  }

  /// Where the person is, unless nothing can be written there: a stick, somebody else's directory.
  private Path here() {
    Path current = Path.of("").toAbsolutePath();
    return Files.isWritable(current) ? current : Directories.locate(shell.environment()).state();
  }
}
