package vj.bus.telemetry;

/// How one configured target does.
///
/// @param target `host:port`
/// @param sent datagrams handed to the system
/// @param refused times that the receiving machine answered "nobody listens on this port"
/// @param dropped datagrams given up: no address yet, network unreachable, buffer full, or refused
///   a moment ago
/// @param lastError empty if there was none; kept after the target works again
public record TargetStatus(
    String target, State state, long sent, long refused, long dropped, String lastError) {

  public enum State {
    /// Not enabled in the configuration.
    OFF,
    /// The name is being looked up for the first time.
    RESOLVING,
    SENDING,
    /// Nobody listens there; a datagram is tried every 50 ms all the same.
    REFUSED,
    /// The system cannot send there.
    UNREACHABLE,
    /// The system's buffer is full: the network is slower than what is sent.
    CONGESTED,
    /// The name is not known.
    UNRESOLVED
  }
}
