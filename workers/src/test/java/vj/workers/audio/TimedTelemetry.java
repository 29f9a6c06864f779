package vj.workers.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import vj.bus.telemetry.OscTemplate;
import vj.bus.telemetry.Telemetry;

/// Keeps what was sent, and when. One thread sends, any reads.
final class TimedTelemetry implements Telemetry {

  /// @param atOnce sent by itself rather than with a frame
  record Sent(long at, String address, List<Object> values, boolean atOnce) {

    float number(int index) {
      return ((Number) values.get(index)).floatValue();
    }
  }

  private final LongSupplier nanos;
  private final List<Sent> sent = new ArrayList<>();

  TimedTelemetry(LongSupplier nanos) {
    this.nanos = nanos;
  }

  synchronized List<Sent> all(AudioMessage message) {
    return sent.stream().filter(s -> s.address().equals(message.address())).toList();
  }

  synchronized void forget() {
    sent.clear();
  }

  @Override
  public OscTemplate template(String address, String typeTags) {
    return new Template(address, typeTags);
  }

  @Override
  public void send(OscTemplate message) {
    keep((Template) message, true);
  }

  @Override
  public void collect(OscTemplate message) {
    keep((Template) message, false);
  }

  @Override
  public void endFrame() {}

  private synchronized void keep(Template message, boolean atOnce) {
    sent.add(new Sent(nanos.getAsLong(), message.address, List.of(message.values.clone()), atOnce));
  }

  private static final class Template implements OscTemplate {
    private final String address;
    private final String typeTags;
    private final Object[] values;

    Template(String address, String typeTags) {
      this.address = address;
      this.typeTags = typeTags;
      this.values = new Object[typeTags.length()];
      for (int i = 0; i < values.length; i++) {
        values[i] = "unset";
      }
    }

    @Override
    public String address() {
      return address;
    }

    @Override
    public String typeTags() {
      return typeTags;
    }

    @Override
    public OscTemplate set(int index, int value) {
      return put(index, 'i', value);
    }

    @Override
    public OscTemplate set(int index, float value) {
      return put(index, 'f', value);
    }

    @Override
    public OscTemplate set(int index, String value) {
      return put(index, 's', value);
    }

    private OscTemplate put(int index, char tag, Object value) {
      if (typeTags.charAt(index) != tag) {
        throw new IllegalArgumentException(address + " has no " + tag + " at " + index);
      }
      values[index] = value;
      return this;
    }
  }
}
