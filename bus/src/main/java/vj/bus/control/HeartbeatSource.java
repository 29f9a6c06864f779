package vj.bus.control;

/// Makes a worker's heartbeat. Called on the server's heartbeat thread, and only when a client is
/// due one; must not block.
@FunctionalInterface
public interface HeartbeatSource {
  Message.Heartbeat heartbeat();
}
