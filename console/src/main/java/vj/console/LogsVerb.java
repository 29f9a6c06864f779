package vj.console;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vj.bus.status.AllLogs;
import vj.bus.status.FaultText;
import vj.bus.status.LogFilter;
import vj.bus.status.LogLine;
import vj.bus.status.LogLine.Level;
import vj.bus.status.LogLines;
import vj.bus.status.ServiceManager.LogRequest;
import vj.bus.worker.Directories;

/// `vj logs`: what the workers have logged, from the journal and from files, in the order of time.
@Command(
    description = {
      "Shows what the workers have logged, in the order of time.",
      "From the journal, and from the files of `vj up`."
    },
    footer = {"", "Examples: vj logs -f audio", "          vj logs --since 2h --level warn"})
final class LogsVerb implements Callable<Integer> {

  /// More would only scroll by; --since and the filters choose better.
  private static final int MOST_LINES = 100_000;

  private static final int USUAL_LINES = 50;

  /// A capital letter that is not the name of a class of characters, as in `\S`.
  private static final Pattern CAPITAL = Pattern.compile("(?<!\\\\)\\p{Lu}");

  @Option(names = "-f", description = "Go on with new lines, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "-n",
      paramLabel = "N",
      description = "How many of the latest lines (default 50, with --since all).")
  private @Nullable Integer lines;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "The least serious: debug, info, warn or error.")
  private String level = "debug";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Nothing before: 10m, 2h, 14:30, today, 2026-11-22T14:30.")
  private @Nullable String since;

  @Option(
      names = "--grep",
      paramLabel = "REGEX",
      description = "Only lines that contain it; capitals count if it has any.")
  private @Nullable String grep;

  @Option(names = "--json", description = "One JSON object for each line.")
  private boolean json;

  @Parameters(arity = "0..*", paramLabel = "WORKER", description = "Whose lines (default: all).")
  private List<String> names = List.of();

  private final Shell shell;

  LogsVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    LogRequest request = new LogRequest(filter(), count(), follow);
    InstantSource clock = InstantSource.system();
    AllLogs logs =
        new AllLogs(
            shell.environment(),
            Directories.locate(shell.environment()).state(),
            clock,
            problem -> note("not all lines: " + withCure(problem)));
    LogPrinter printer = new LogPrinter(shell, ZoneId.systemDefault(), json);
    try (LogLines open = logs.open(request)) {
      for (Optional<LogLine> line = open.next(); line.isPresent(); line = open.next()) {
        printer.print(line.get());
        // Whoever reads our output may have enough of it (| head).
        if (follow && shell.out().checkError()) {
          break;
        }
      }
      return ExitCodes.DONE;
    } catch (IOException e) {
      throw Failure.failed(
          "no log to read: %s; workers that `vj up` runs log to %s"
              .formatted(withCure(FaultText.of(e)), WorkerLogs.directory(shell.environment())));
    }
  }

  private void note(String text) {
    shell.err().println("vj: " + SafeText.of(text));
    shell.err().flush();
  }

  /// journalctl says the first of these also when the lines are there, but kept where users may not
  /// look: a journal that is not on disk is the system's alone.
  private static String withCure(String problem) {
    boolean cured =
        problem.contains("No journal files were") || problem.contains("insufficient permissions");
    return cured
        ? problem
            + " If the workers run as services, their lines are kept from you: as root, set"
            + " Storage=persistent in /etc/systemd/journald.conf, or"
            + " usermod -aG systemd-journal USER, and log in anew"
        : problem;
  }

  private LogFilter filter() throws Failure {
    boolean all = names.isEmpty() || names.contains("all");
    LogFilter filter =
        LogFilter.ALL.of(all ? List.of() : Workers.named(names)).atLeast(chosenLevel());
    String from = since;
    if (from != null) {
      filter = filter.from(instant(from));
    }
    String regex = grep;
    return regex == null ? filter : filter.matching(pattern(regex));
  }

  private int count() throws Failure {
    Integer asked = lines;
    int count = asked != null ? asked : since != null ? MOST_LINES : USUAL_LINES;
    if (count < 0 || count > MOST_LINES) {
      throw Failure.usage("-n takes a number from 0 to " + MOST_LINES + ", not " + count);
    }
    return count;
  }

  private Level chosenLevel() throws Failure {
    return switch (level.toLowerCase(Locale.ROOT)) {
      case "debug" -> Level.DEBUG;
      case "info" -> Level.INFO;
      case "warn", "warning" -> Level.WARN;
      case "error" -> Level.ERROR;
      default -> throw Failure.usage("--level takes debug, info, warn or error, not " + level);
    };
  }

  private static Instant instant(String text) throws Failure {
    return new SinceText(Instant.now(), ZoneId.systemDefault())
        .instant(text)
        .orElseThrow(() ->
            Failure.usage(
                "--since takes 10m, 2h, 1d12h, 14:30, today, yesterday, 2026-11-22 or"
                    + " 2026-11-22T14:30, not "
                    + text));
  }

  private static Pattern pattern(String regex) throws Failure {
    try {
      return Pattern.compile(
          regex,
          CAPITAL.matcher(regex).find() ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    } catch (PatternSyntaxException e) {
      String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
      throw Failure.usage("--grep %s: %s%s".formatted(regex, e.getDescription(), where));
    }
  }
}
