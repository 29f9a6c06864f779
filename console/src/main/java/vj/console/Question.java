package vj.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Asks the person at the terminal before something is gone for good.
record Question(Shell shell) {

  private static final Set<String> YES = Set.of("y", "yes");

  /// @throws Failure where nobody can be asked
  boolean yes(String question) throws Failure, InterruptedException {
    if (!shell.terminal().interactive()) {
      throw Failure.usage("there is nobody to ask here: say --yes");
    }
    shell.out().print(question + " [y/N] ");
    shell.out().flush();
    FutureTask<String> answer = new FutureTask<>(this::line);
    // A read of standard input cannot be interrupted, and Ctrl-C must end us.
    Thread.ofPlatform().name("answer").daemon().start(answer);
    try {
      return YES.contains(answer.get().strip().toLowerCase(Locale.ROOT));
    } catch (ExecutionException e) {
      throw Failure.failed("no answer: " + e.getCause());
    }
  }

  private String line() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(shell.in(), StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }
}
