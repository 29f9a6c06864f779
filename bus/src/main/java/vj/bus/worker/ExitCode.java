package vj.bus.worker;

/// How a worker process ends. The units' `RestartPreventExitStatus` and `RestartForceExitStatus`
/// build on these numbers (sysexits(3) where it has a fitting one).
public enum ExitCode {
  /// Asked to stop.
  OK(0),
  /// A tool could not do what it was asked for; of a worker there is no such end.
  FAILED(1),
  /// The command line is wrong.
  USAGE(64),
  /// Another instance holds the socket.
  TAKEN(69),
  /// A fault of ours.
  INTERNAL(70),
  /// Please start me again.
  RESTART(75),
  /// The configuration is wrong; starting again would not help.
  CONFIGURATION(78);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
