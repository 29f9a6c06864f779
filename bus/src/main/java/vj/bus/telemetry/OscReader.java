package vj.bus.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vj.bus.telemetry.OscDatagram.Timed;
import vj.bus.telemetry.OscMessage.TimeTag;

/// Takes a datagram apart: OSC 1.0 with all its types, and T F N I of 1.1. Trusts nothing; what it
/// holds in memory is bounded by the size of the datagram.
///
/// A message without type tags has no arguments. One with an unknown tag is left out and counted,
/// since nobody can tell how long its arguments are. Anything else that is wrong refuses the whole
/// datagram. Used once for each datagram.
public final class OscReader {

  /// Bundles within bundles, and arrays within arrays: real ones have 1 or 2.
  static final int DEEPEST = 8;

  private static final String BUNDLE = "#bundle";

  private final ByteBuffer in;
  private final List<Timed> messages = new ArrayList<>();
  private int discarded;

  /// Where the element being read ends.
  private int end;

  private OscReader(ByteBuffer in) {
    this.in = in;
    this.end = in.limit();
  }

  /// Reads from 0 to the limit of `datagram`; its position and limit stay as they are.
  ///
  /// @throws OscFormatException saying what is wrong, and at which byte
  public static OscDatagram read(ByteBuffer datagram) throws OscFormatException {
    OscReader reader = new OscReader(datagram.duplicate().rewind());
    reader.element(TimeTag.IMMEDIATELY, 0);
    return new OscDatagram(reader.messages, reader.discarded);
  }

  /// A message or a bundle that fills the bytes up to `end`.
  private void element(TimeTag timeTag, int depth) throws OscFormatException {
    int size = end - in.position();
    if (size == 0) {
      throw wrong("nothing where a message or a bundle should be");
    }
    if (size % 4 != 0) {
      throw wrong(size + " bytes are not a multiple of 4");
    }
    switch (in.get(in.position())) {
      case '/' -> message(timeTag);
      case '#' -> bundle(depth + 1);
      default -> throw wrong("neither a message (/) nor a bundle (#)");
    }
  }

  private void bundle(int depth) throws OscFormatException {
    if (depth > DEEPEST) {
      throw wrong("bundles are nested more than " + DEEPEST + " deep");
    }
    int start = in.position();
    if (!text().equals(BUNDLE)) {
      throw OscFormatException.atByte(start, "a bundle begins with " + BUNDLE);
    }
    TimeTag timeTag = new TimeTag(long64());
    int bundleEnd = end;
    while (in.position() < bundleEnd) {
      int size = int32();
      if (size < 0 || size > bundleEnd - in.position()) {
        throw OscFormatException.atByte(
            in.position() - 4,
            "element of %d bytes, %d left".formatted(size, bundleEnd - in.position()));
      }
      end = in.position() + size;
      element(timeTag, depth);
      end = bundleEnd;
    }
  }

  private void message(TimeTag timeTag) throws OscFormatException {
    String address = text();
    if (in.position() == end || in.get(in.position()) != ',') {
      in.position(end);
      messages.add(new Timed(new OscMessage(address, "", List.of()), timeTag));
      return;
    }
    int tagsAt = in.position() + 1;
    String tags = text().substring(1);
    if (!known(tags)) {
      in.position(end);
      discarded++;
      return;
    }
    List<@Nullable Object> arguments = arguments(tags, tagsAt);
    if (in.position() < end) {
      throw wrong("%d bytes more than the type tags %s say".formatted(end - in.position(), tags));
    }
    messages.add(new Timed(new OscMessage(address, tags, arguments), timeTag));
  }

  private static boolean known(String tags) {
    for (int i = 0; i < tags.length(); i++) {
      if ("ifsSbhtdcrmTFNI[]".indexOf(tags.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /// @param tagsAt the byte of the first tag, for messages
  private List<@Nullable Object> arguments(String tags, int tagsAt) throws OscFormatException {
    List<List<@Nullable Object>> open = new ArrayList<>();
    List<@Nullable Object> current = new ArrayList<>();
    for (int i = 0; i < tags.length(); i++) {
      switch (tags.charAt(i)) {
        case '[' -> {
          if (open.size() == DEEPEST) {
            throw OscFormatException.atByte(
                tagsAt + i, "arrays are nested more than " + DEEPEST + " deep");
          }
          open.add(current);
          current = new ArrayList<>();
        }
        case ']' -> {
          if (open.isEmpty()) {
            throw OscFormatException.atByte(tagsAt + i, "']' without '['");
          }
          List<@Nullable Object> array = Collections.unmodifiableList(current);
          current = open.removeLast();
          current.add(array);
        }
        default -> current.add(argument(tags.charAt(i)));
      }
    }
    if (!open.isEmpty()) {
      throw OscFormatException.atByte(tagsAt + tags.length(), "'[' without ']'");
    }
    return Collections.unmodifiableList(current); // not List.copyOf: N is a null
  }

  private @Nullable Object argument(char tag) throws OscFormatException {
    return switch (tag) {
      case 'i', 'c', 'r', 'm' -> int32();
      case 'f' -> Float.intBitsToFloat(int32());
      case 'h' -> long64();
      case 'd' -> Double.longBitsToDouble(long64());
      case 't' -> new TimeTag(long64());
      case 's', 'S' -> text();
      case 'b' -> blob();
      case 'T' -> true;
      case 'F' -> false;
      case 'N' -> null;
      case 'I' -> Float.POSITIVE_INFINITY;
      default -> throw new IllegalArgumentException("type tag " + tag);
    };
  }

  private int int32() throws OscFormatException {
    need(4, "an int32 or float32");
    return in.getInt();
  }

  private long long64() throws OscFormatException {
    need(8, "a 64 bit value");
    return in.getLong();
  }

  private byte[] blob() throws OscFormatException {
    int size = int32();
    if (size < 0 || size > end - in.position()) {
      throw OscFormatException.atByte(
          in.position() - 4, "blob of %d bytes, %d left".formatted(size, end - in.position()));
    }
    byte[] bytes = new byte[size];
    in.get(bytes);
    pad();
    return bytes;
  }

  /// Up to the NUL and its padding. What is not UTF-8 becomes U+FFFD: a title in Latin-1 is shown
  /// with a flaw rather than lost.
  private String text() throws OscFormatException {
    int start = in.position();
    int nul = start;
    while (nul < end && in.get(nul) != 0) {
      nul++;
    }
    if (nul == end) {
      throw wrong("a string without its NUL");
    }
    byte[] bytes = new byte[nul - start];
    in.get(bytes);
    in.get();
    pad();
    return new String(bytes, UTF_8);
  }

  /// Elements begin and end at multiples of 4, so the padding cannot reach past the end.
  private void pad() {
    in.position((in.position() + 3) & ~3);
  }

  private void need(int bytes, String what) throws OscFormatException {
    if (end - in.position() < bytes) {
      throw wrong("%s needs %d bytes, %d left".formatted(what, bytes, end - in.position()));
    }
  }

  private OscFormatException wrong(String problem) {
    return OscFormatException.atByte(in.position(), problem);
  }
}
