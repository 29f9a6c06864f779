package vj.bus.telemetry;

import java.util.List;

/// What one datagram held: its messages in order, bundles taken apart.
///
/// @param discarded messages left out because of a type tag that is not known
public record OscDatagram(List<Timed> messages, int discarded) {

  public OscDatagram {
    messages = List.copyOf(messages);
  }

  /// @param timeTag of the innermost bundle around the message; immediately where there is none
  public record Timed(OscMessage message, OscMessage.TimeTag timeTag) {}
}
