package vj.bus.status;

import java.time.Instant;
import java.util.Optional;

/// What has happened to one worker's unit for as long as the status layer has kept account of it.
/// Immutable.
///
/// @param restarts automatic ones in all; unlike [ServiceUnit#restarts] no reset takes any away
/// @param lastFailure empty if it never failed
public record History(long restarts, Optional<Failure> lastFailure) {

  public static final History NONE = new History(0, Optional.empty());

  /// An end that the init system counts as a failure, whether a restart followed or not.
  ///
  /// @param at when it was noticed
  public record Failure(Instant at, Ending ending) {}
}
