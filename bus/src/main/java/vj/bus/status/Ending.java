package vj.bus.status;

/// How a worker's process ended last, as the init system tells it. [Cause#NONE] while nothing has
/// gone wrong since the last start.
///
/// @param status the exit code or the signal's number; 0 where neither applies
public record Ending(Cause cause, int status) {

  /// Why an init system counts an end as a failure.
  public enum Cause {
    NONE,
    EXIT,
    SIGNAL,
    CORE_DUMP,
    WATCHDOG,
    OUT_OF_MEMORY,
    TIMEOUT,
    /// A start was refused because there had been too many; a unit that gave up after restarts
    /// shows how its last run ended instead.
    START_LIMIT,
    OTHER,
    /// There was a restart while nobody looked.
    UNSEEN
  }

  public static final Ending NONE = new Ending(Cause.NONE, 0);

  /// Whether a restart would end the same way, so that there is none (`RestartPreventExitStatus=`).
  public boolean isFinal() {
    return cause == Cause.EXIT && (status == 64 || status == 69 || status == 78);
  }

  /// For people; empty for [Cause#NONE].
  public String text() {
    return switch (cause) {
      case NONE -> "";
      case EXIT -> exit();
      case SIGNAL -> "killed by signal " + status;
      case CORE_DUMP -> "crashed with signal " + status;
      case WATCHDOG -> "hung: killed by the watchdog";
      case OUT_OF_MEMORY -> "out of memory";
      case TIMEOUT -> "did not start or stop in time";
      case START_LIMIT -> "started too often";
      case OTHER -> "failed";
      case UNSEEN -> "ended while nobody looked";
    };
  }

  /// The exit codes that every worker shares.
  private String exit() {
    String meaning =
        switch (status) {
          case 64 -> " (usage)";
          case 69 -> " (another one holds the socket)";
          case 70 -> " (internal error)";
          case 75 -> " (asked to be restarted)";
          case 78 -> " (configuration)";
          case 203 -> " (the program cannot be run)";
          default -> "";
        };
    return "exit " + status + meaning;
  }
}
