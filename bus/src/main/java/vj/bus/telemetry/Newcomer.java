package vj.bus.telemetry;

import java.util.List;

/// Sends to one receiver alone.
///
/// @param receiver always the same list: templates know it by its identity
record Newcomer(List<Destination> receiver) implements Telemetry {

  @Override
  public OscTemplate template(String address, String typeTags) {
    return new WireTemplate(address, typeTags);
  }

  @Override
  public void send(OscTemplate message) {
    WireTemplate.ours(message).send(receiver);
  }

  @Override
  public void collect(OscTemplate message) {
    send(message); // subscriptions get no bundles
  }

  @Override
  public void endFrame() {} // nothing waits for it
}
