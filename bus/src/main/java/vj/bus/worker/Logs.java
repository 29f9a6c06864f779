package vj.bus.worker;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/// Sets the process' logging up: slf4j over `java.util.logging`, one handler, standard output.
///
/// Under the journal (`JOURNAL_STREAM` is set) every line carries its priority as `<N>`
/// (sd-daemon(3)) and no time, which the journal has; elsewhere lines are for people.
public final class Logs {

  private Logs() {}

  /// Replaces whatever handlers there are.
  ///
  /// @return the handler, whose `close()` writes what is still queued
  public static LineHandler start(Map<String, String> environment) {
    LogManager.getLogManager().reset();
    boolean journal = !environment.getOrDefault("JOURNAL_STREAM", "").isEmpty();
    // a stream of its own: one that is stuck in a full pipe must not hold the lock of System.out
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
            false,
            StandardCharsets.UTF_8);
    LineHandler handler = new LineHandler(out, journal, System::nanoTime);
    handler.start();
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    level("info");
    return handler;
  }

  /// How much of it was serious, since [#start].
  static LineHandler.Logged logged() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      if (handler instanceof LineHandler lines) {
        return lines.logged();
      }
    }
    return new LineHandler.Logged(0, 0); // never started: a test
  }

  /// @param name a value of the setting `log_level`
  public static void level(String name) {
    Level level =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "error" -> Level.SEVERE;
          case "warn" -> Level.WARNING;
          case "debug" -> Level.FINE;
          default -> Level.INFO;
        };
    Logger.getLogger("").setLevel(level);
  }
}
