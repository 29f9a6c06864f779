package vj.bus.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.telemetry.Argument.OfFloat;
import vj.bus.telemetry.Argument.OfInt;
import vj.bus.telemetry.Argument.OfText;

/// A [TelemetrySender]'s template: its values, and the ways it takes. Which destinations want the
/// address is found out once for each set of destinations; the message is encoded once for each
/// prefix. Confined to the thread that uses it.
final class WireTemplate implements OscTemplate {

  /// What IPv4 lets into one datagram.
  private static final int LONGEST_DATAGRAM = 65_507;

  private record Way(Destination destination, @Nullable Pacing pacing) {}

  /// All that get the same bytes.
  private record Lane(MessageEncoding encoding, List<Way> ways) {}

  private final String address;
  private final String typeTags;
  private final List<Argument> arguments;

  private Map<String, MessageEncoding> encodings = Map.of();
  private List<Destination> lanesFor = List.of();
  private List<Lane> lanes = List.of();

  /// @throws IllegalArgumentException for an address or tags that cannot be sent
  WireTemplate(String address, String typeTags) {
    this.address = OscAddress.check(address);
    this.typeTags = typeTags;
    this.arguments = typeTags.chars().mapToObj(tag -> Argument.of((char) tag)).toList();
    int most =
        2 * OscAddress.LONGEST + typeTags.chars().map(tag -> Argument.mostBytes((char) tag)).sum();
    if (most > LONGEST_DATAGRAM) {
      throw new IllegalArgumentException(
          "%s with %d arguments may take %d bytes, limit %d"
              .formatted(address, arguments.size(), most, LONGEST_DATAGRAM));
    }
  }

  /// @throws IllegalArgumentException for a template of another [Telemetry]
  static WireTemplate ours(OscTemplate message) {
    if (message instanceof WireTemplate template) {
      return template;
    }
    throw new IllegalArgumentException("the template for " + message.address() + " is not ours");
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
    if (arguments.get(index) instanceof OfInt argument) {
      argument.value = value;
      return this;
    }
    throw wrongType(index, "an int");
  }

  @Override
  public OscTemplate set(int index, float value) {
    if (arguments.get(index) instanceof OfFloat argument) {
      argument.set(value);
      return this;
    }
    throw wrongType(index, "a float");
  }

  @Override
  public OscTemplate set(int index, String value) {
    if (arguments.get(index) instanceof OfText argument) {
      argument.set(value);
      return this;
    }
    throw wrongType(index, "a text");
  }

  private IllegalArgumentException wrongType(int index, String given) {
    return new IllegalArgumentException(
        "argument %d of %s is '%s', not %s"
            .formatted(index, address, typeTags.charAt(index), given));
  }

  // Loops by index below: an iterator for each message would be all the garbage there is.

  void send(List<Destination> destinations) {
    List<Lane> now = lanes(destinations);
    for (int i = 0; i < now.size(); i++) {
      Lane lane = now.get(i);
      var message = lane.encoding.encode();
      for (int j = 0; j < lane.ways.size(); j++) {
        Way way = lane.ways.get(j);
        way.destination.send(message.rewind(), way.pacing);
      }
    }
  }

  void collect(List<Destination> destinations) {
    List<Lane> now = lanes(destinations);
    for (int i = 0; i < now.size(); i++) {
      Lane lane = now.get(i);
      var message = lane.encoding.encode();
      for (int j = 0; j < lane.ways.size(); j++) {
        Way way = lane.ways.get(j);
        way.destination.collect(message.rewind(), way.pacing);
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // another list is another set of destinations
  private List<Lane> lanes(List<Destination> destinations) {
    if (lanesFor != destinations) {
      lanes = build(destinations);
      lanesFor = destinations;
    }
    return lanes;
  }

  private List<Lane> build(List<Destination> destinations) {
    Map<String, List<Way>> byPrefix = new LinkedHashMap<>();
    for (Destination destination : destinations) {
      if (destination.target().wants(address)) {
        byPrefix
            .computeIfAbsent(destination.target().prefix(), _ -> new ArrayList<>())
            .add(new Way(destination, destination.pacing(address)));
      }
    }
    Map<String, MessageEncoding> kept = new HashMap<>();
    List<Lane> built = new ArrayList<>();
    byPrefix.forEach((prefix, ways) -> {
      MessageEncoding encoding = encodings.get(prefix);
      if (encoding == null) {
        encoding = new MessageEncoding(prefix + address, arguments);
      }
      kept.put(prefix, encoding);
      built.add(new Lane(encoding, List.copyOf(ways)));
    });
    encodings = kept;
    return List.copyOf(built);
  }
}
