package vj.bus.worker;

import java.io.PrintStream;
import java.util.List;

/// Something a worker's program does besides working: `vj-worker audio --list-devices`. It runs in
/// a process of its own, answers on standard output and ends.
///
/// @param option with its dashes
/// @param usage what follows the option, for the usage text; may be empty
public record WorkerTool(String option, String usage, Action action) {

  @FunctionalInterface
  public interface Action {
    /// @param arguments what followed the option
    ExitCode run(List<String> arguments, PrintStream out, PrintStream err);
  }
}
