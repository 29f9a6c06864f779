package vj.console;

import java.util.Objects;

/// What the user is told, as one line with the cure, and the exit code that goes with it. No bug:
/// nobody wants to see its stack trace.
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private Failure(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  static Failure failed(String message) {
    return new Failure(ExitCodes.FAILED, message);
  }

  static Failure usage(String message) {
    return new Failure(ExitCodes.USAGE, message);
  }

  static Failure notRunning(String message) {
    return new Failure(ExitCodes.NOT_RUNNING, message);
  }

  static Failure configuration(String message) {
    return new Failure(ExitCodes.CONFIGURATION, message);
  }

  int exitCode() {
    return exitCode;
  }

  String text() {
    return Objects.requireNonNull(getMessage());
  }
}
