package vj.workers;

import java.util.List;
import java.util.Map;
import vj.bus.worker.ExitCode;
import vj.bus.worker.LineHandler;
import vj.bus.worker.Logs;

/// `vj-worker NAME`: runs one worker in the foreground, or checks its configuration, or does one of
/// its errands.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    ExitCode code;
    try (LineHandler _ = Logs.start(environment)) {
      code = run(environment, args);
    }
    // halt, not exit: everything is closed, and exit would wait for a shutdown hook that waits for
    // us
    Runtime.getRuntime().halt(code.number());
  }

  /// One command line, without logs and without the end of the process.
  public static ExitCode run(Map<String, String> environment, String... args) {
    return new Launch(environment, System.out, System.err).run(List.of(args));
  }
}
