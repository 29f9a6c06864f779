package vj.bus.telemetry;

import java.util.Optional;

/// Where a worker's OSC goes: every enabled target whose patterns match, and every live
/// subscription.
///
/// Sending never blocks and never throws for what a receiver does: a refused, unreachable or
/// unresolved target is counted and tried on. Used by one thread at a time per template; different
/// threads may send different templates.
public interface Telemetry {

  /// A message whose address and type tags are fixed and whose values are rewritten for each send.
  ///
  /// @param address an OSC address, `/` first, without pattern characters
  /// @param typeTags one of `i`, `f`, `s` for each argument
  OscTemplate template(String address, String typeTags);

  /// Sends `message` now, as a datagram of its own, to targets that bundle as well.
  void send(OscTemplate message);

  /// Sends `message` as part of the running frame: now, or with the frame's bundle at [#endFrame]
  /// where a target asks for bundles.
  void collect(OscTemplate message);

  /// A receiver that has subscribed since: what is sent to it here goes to nobody else. Each comes
  /// once. Who says things only when they change says here what holds now.
  default Optional<Telemetry> newcomer() {
    return Optional.empty();
  }

  /// Ends the frame: bundles leave, and rate-limited values whose time has come.
  void endFrame();
}
