package vj.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import vj.console.ServiceVerb.Action;

/// The table of verbs, and what all of them share: `--help`, the exit codes, how errors look.
@Command(
    name = "vj",
    description =
        "What the music does and what is sung, as OSC: watch it, steer it, find out what is wrong.",
    synopsisSubcommandLabel = "VERB")
final class Vj implements Callable<Integer> {

  private static final Map<String, Function<Shell, Object>> VERBS = verbs();

  private final Shell shell;

  private Vj(Shell shell) {
    this.shell = shell;
  }

  private static Map<String, Function<Shell, Object>> verbs() {
    Map<String, Function<Shell, Object>> verbs = new LinkedHashMap<>();
    verbs.put("up", UpVerb::new);
    verbs.put("status", StatusVerb::new);
    verbs.put("start", shell -> ServiceVerb.command(shell, Action.START));
    verbs.put("stop", shell -> ServiceVerb.command(shell, Action.STOP));
    verbs.put("restart", shell -> ServiceVerb.command(shell, Action.RESTART));
    verbs.put("logs", LogsVerb::new);
    verbs.put("devices", DevicesVerb::new);
    verbs.put("source", SourceVerb::new);
    verbs.put("osc", OscVerb::new);
    verbs.put("record", RecordVerb::new);
    verbs.put("replay", ReplayVerb::new);
    verbs.put("takes", TakesVerb::new);
    verbs.put("dump", DumpVerb::new);
    verbs.put("tap", TapVerb::new);
    verbs.put("tempo", TempoVerb::new);
    verbs.put("benchmark", BenchmarkVerb::new);
    verbs.put("analyze", AnalyzeVerb::new);
    verbs.put("spotify", SpotifyVerb::new);
    verbs.put("config", ConfigVerb::new);
    verbs.put("doctor", DoctorVerb::new);
    verbs.put("version", VersionVerb::new);
    verbs.put("completion", CompletionVerb::new);
    return verbs;
  }

  /// Runs one command line; throws only for a fault of ours and never ends the process.
  static int run(Shell shell, String... arguments) {
    Optional<StatusVerb> status = StatusVerb.typed(shell, List.of(arguments));
    int exitCode =
        status.isPresent()
            ? status(status.get())
            : commandLine(shell, arguments).execute(arguments);
    shell.out().flush();
    shell.err().flush();
    return exitCode;
  }

  private static int status(StatusVerb verb) {
    try {
      return verb.call();
    } catch (InterruptedException _) {
      return ExitCodes.DONE;
    }
  }

  /// With all verbs.
  static CommandLine commandLine(Shell shell) {
    return commandLine(shell, new String[0]);
  }

  /// picocli reads the annotations of each verb it is given: the one that was typed is enough, and
  /// half a start faster. Whatever does not begin with a verb (help, a slip) sees all of them.
  private static CommandLine commandLine(Shell shell, String[] arguments) {
    CommandLine root = new CommandLine(new Vj(shell));
    Function<Shell, Object> typed = arguments.length > 0 ? VERBS.get(arguments[0]) : null;
    if (typed != null) {
      root.addSubcommand(arguments[0], typed.apply(shell));
    } else {
      VERBS.forEach((name, verb) -> root.addSubcommand(name, verb.apply(shell)));
    }
    share(root);
    boolean colour = shell.terminal().colour();
    return root.setOut(shell.out())
        .setErr(shell.err())
        .setColorScheme(Help.defaultColorScheme(colour ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler((slip, _) -> usage(shell, slip))
        .setExecutionExceptionHandler((fault, _, parsed) -> explain(shell, fault, parsed));
  }

  /// picocli hands none of this down to subcommands.
  private static void share(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.exitCodeOnInvalidInput(ExitCodes.USAGE).exitCodeOnExecutionException(ExitCodes.FAILED);
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this.").build());
    spec.usageMessage().width(100).abbreviateSynopsis(true);
    command.getSubcommands().values().forEach(Vj::share);
  }

  @Override
  public Integer call() {
    commandLine(shell).usage(shell.out());
    shell.out().println();
    shell.out().println("Nothing installed yet? Type: vj up --demo");
    shell.out().println("Otherwise:               vj status");
    return ExitCodes.DONE;
  }

  private static int usage(Shell shell, ParameterException slip) {
    CommandLine command = slip.getCommandLine();
    boolean noSuchVerb =
        slip instanceof UnmatchedArgumentException unmatched
            && command.getParent() == null
            && !unmatched.isUnknownOption();
    shell.err().println("vj: " + (noSuchVerb ? "there is no such verb" : slip.getMessage()));
    if (!UnmatchedArgumentException.printSuggestions(slip, shell.err())) {
      shell.err().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCodes.USAGE;
  }

  private static int explain(Shell shell, Exception fault, ParseResult parsed) {
    return switch (fault) {
      case Failure failure -> {
        // Of several lines only if a program has said them.
        String text = failure.text().lines().map(SafeText::of).collect(Collectors.joining("\n"));
        shell.err().println("vj: " + text);
        yield failure.exitCode();
      }
      // Ctrl-C or SIGTERM: the ordinary end of what goes on until then.
      case InterruptedException _ -> ExitCodes.DONE;
      default -> {
        shell.err().println("vj: a fault of ours in " + parsed.originalArgs() + ":");
        fault.printStackTrace(shell.err());
        yield ExitCodes.FAILED;
      }
    };
  }

  static String completionScript(Shell shell) {
    return AutoComplete.bash("vj", commandLine(shell));
  }
}
