package vj.console;

/// How `vj` ends. Scripts rely on these numbers.
final class ExitCodes {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 64;

  /// Not running; for `vj up`: running already.
  static final int NOT_RUNNING = 69;

  static final int CONFIGURATION = 78;

  private ExitCodes() {}

  /// Ours for how `vj-worker` ended: its own further ones (70, 75), those of the launcher's shell
  /// and 128 + signal mean nothing to scripts but that it failed.
  static int ofWorker(int exitCode) {
    return switch (exitCode) {
      case DONE, USAGE, NOT_RUNNING, CONFIGURATION -> exitCode;
      default -> FAILED;
    };
  }
}
