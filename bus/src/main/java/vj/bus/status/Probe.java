package vj.bus.status;

import java.util.Map;
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

  /// There is a socket, and somebody holds it, but no answer came in time: stopped or hung.
  record Silent(String why) implements Probe {}

  /// There is a socket file and nobody behind it; its own worker removes it at its next start.
  record Stale() implements Probe {}

  /// There is no socket.
  record Absent() implements Probe {}
}
