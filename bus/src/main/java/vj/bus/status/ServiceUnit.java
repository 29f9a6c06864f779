package vj.bus.status;

import java.time.Duration;
import java.util.Optional;
import vj.bus.control.WorkerName;

/// What the init system says about one worker. Immutable.
///
/// @param enabled whether it starts by itself
/// @param pid of the main process; 0 when there is none
/// @param uptime since it became active
/// @param restarts automatic ones since the counter was last reset
/// @param ending how it ended last; while it runs, [Ending#NONE]
/// @param endedMicros when its process ended last, in microseconds on a clock that begins anew with
///   the machine: tells one end from another; 0 where nobody knows
/// @param words the init system's own: state and sub state
/// @param file where the unit was read from; empty when it is not installed
/// @param outdated the file has changed since the init system read it
public record ServiceUnit(
    WorkerName worker,
    Phase phase,
    boolean enabled,
    long pid,
    Optional<Duration> uptime,
    int restarts,
    Ending ending,
    long endedMicros,
    Words words,
    String file,
    boolean outdated) {

  /// Within two minutes (`StartLimitBurst=`, with the first start).
  private static final int MOST_RESTARTS = 5;

  /// Where a unit is in its life.
  public enum Phase {
    ABSENT,
    BROKEN,
    STOPPED,
    STARTING,
    RUNNING,
    STOPPING,
    /// It ended and will be started again after the backoff.
    WAITING,
    FAILED
  }

  /// @param state for example `active`
  /// @param subState for example `auto-restart`
  public record Words(String state, String subState) {}

  public boolean installed() {
    return phase != Phase.ABSENT;
  }

  /// Whether it has failed and stays down.
  public boolean failed() {
    return phase == Phase.FAILED;
  }

  /// The init system has restarted it as often as it was told to and will not do so again. It does
  /// not say so itself: the ending is still that of the last run.
  public boolean gaveUp() {
    return failed() && restarts >= MOST_RESTARTS && !ending.isFinal();
  }
}
