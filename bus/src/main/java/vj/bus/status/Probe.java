package vj.bus.status;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came back from a worker's control socket.
public sealed interface Probe {

  /// It answered.
  ///
  /// @param uptimeSec since the process started
  /// @param state the data of `get_state`
  /// @param stats as in a heartbeat
  record Answering(
      long pid,
      double uptimeSec,
      Map<String, @Nullable Object> state,
      Map<String, @Nullable Object> stats)
      implements Probe {}

  /// Its heartbeats are listened to; [Hearing] says whether they still come.
  record Beating(Said last) implements Probe {}

  /// There is a socket, and somebody holds it, but no answer came in time: stopped or hung.
  record Silent(String why) implements Probe {}

  /// There is a socket file and nobody behind it; its own worker removes it at its next start.
  record Stale() implements Probe {}

  /// There is no socket.
  record Absent() implements Probe {}

  /// What a heartbeat says.
  ///
  /// @param uptimeSec since the process started
  /// @param stats of which `status`, `doing` and `last_error` are for people
  record Said(long pid, double uptimeSec, Map<String, @Nullable Object> stats) {}

  /// The worker's own words; empty if there are none.
  default Optional<Said> said() {
    return switch (this) {
      case Answering(var pid, var uptimeSec, _, var stats) ->
          Optional.of(new Said(pid, uptimeSec, stats));
      case Beating(var last) -> Optional.of(last);
      case Silent _, Stale _, Absent _ -> Optional.empty();
    };
  }
}
