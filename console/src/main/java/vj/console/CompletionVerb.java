package vj.console;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vj completion`: a script for the shell to complete verbs and options with.
@Command(
    description = "Prints a completion script for bash or zsh.",
    footer = {"", "Example: source <(vj completion bash)"})
final class CompletionVerb implements Callable<Integer> {

  /// One script is for both; it finds out by itself which of them reads it.
  private static final List<String> SHELLS = List.of("bash", "zsh");

  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      defaultValue = "bash",
      description = "bash or zsh (default: bash).")
  private String name = "bash";

  private final Shell shell;

  CompletionVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure {
    if (!SHELLS.contains(name)) {
      throw Failure.usage("there is a script for bash and zsh, none for " + name);
    }
    shell.out().println(Vj.completionScript(shell));
    return ExitCodes.DONE;
  }
}
