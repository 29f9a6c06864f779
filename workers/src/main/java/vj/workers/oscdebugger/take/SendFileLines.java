package vj.workers.oscdebugger.take;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.telemetry.OscMessage;
import vj.workers.oscdebugger.record.Recorded.Datagram;

/// Messages as lines that liblo's `oscsendfile` 0.31 plays: time in hexadecimal, address, types,
/// arguments. It splits lines at spaces and knows no quoting, so what holds a space cannot be said;
/// a line that it cannot read would end its playing.
final class SendFileLines {

  /// It reads lines of 1023 bytes, and 63 arguments.
  private static final int LONGEST_LINE = 1023;

  private static final int MOST_ARGUMENTS = 63;

  /// The types of all lines stand in this column at least, because of those without arguments:
  /// `oscsendfile` looks for their types where those of the line before were in its buffer, and has
  /// to find the end of the address there.
  private static final int TYPES_COLUMN = 72;

  private static final int TIME_WIDTH = 18;

  /// What it takes and keeps: no blobs, time tags and arrays, and of symbols it makes strings.
  private static final String TYPES = "ifshdcmTFNI";

  private int column;

  /// @return empty for what cannot be said
  Optional<String> line(Datagram datagram, OscMessage message) {
    String address = message.address();
    String types = message.typeTags();
    if (!plain(address) || !sayable(types)) {
      return Optional.empty();
    }
    StringBuilder line = new StringBuilder(time(datagram.nanos())).append(' ');
    if (types.isEmpty()) {
      int spaces = column - TIME_WIDTH - bytes(address);
      return spaces < 0
          ? Optional.empty()
          : Optional.of(line.repeat(' ', spaces).append(address).append('\n').toString());
    }
    line.repeat(' ', Math.max(0, TYPES_COLUMN - TIME_WIDTH - 1 - bytes(address)));
    line.append(address).append(' ');
    int typesAt = bytes(line);
    line.append(types);
    for (int i = 0; i < types.length(); i++) {
      if (!argument(types.charAt(i), message.arguments().get(i), line)) {
        return Optional.empty();
      }
    }
    if (bytes(line.append('\n')) > LONGEST_LINE) {
      return Optional.empty();
    }
    column = typesAt;
    return Optional.of(line.toString());
  }

  private static boolean sayable(String types) {
    return types.length() <= MOST_ARGUMENTS && types.chars().allMatch(c -> TYPES.indexOf(c) >= 0);
  }

  /// @return false if it cannot be said
  private static boolean argument(char type, @Nullable Object value, StringBuilder line) {
    if ("TFNI".indexOf(type) >= 0) {
      return true; // the type is all there is
    }
    line.append(' ');
    switch (value) {
      case String text -> {
        line.append('"').append(text).append('"');
        return plain(text);
      }
      case Integer character when type == 'c' -> {
        line.append((char) character.intValue());
        return character > ' ' && character < 0x7f;
      }
      case Integer midi when type == 'm' -> line.append(HexFormat.of().toHexDigits(midi));
      case Long number -> {
        line.append(number);
        // it takes these for out of range once any number before them was
        return number != Long.MIN_VALUE && number != Long.MAX_VALUE;
      }
      case Float number -> line.append(number(number, number.toString()));
      case Double number -> line.append(number(number, number.toString()));
      case null, default -> line.append(value);
    }
    return true;
  }

  /// As strtod has it.
  private static String number(double value, String digits) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return Double.isInfinite(value) ? (value < 0 ? "-inf" : "inf") : digits;
  }

  /// Without what separates, or ends a line or a string.
  private static boolean plain(String text) {
    return text.chars().noneMatch(c -> c == ' ' || c == '\r' || c == '\n');
  }

  private static int bytes(CharSequence text) {
    return text.toString().getBytes(UTF_8).length;
  }

  private static String time(long nanos) {
    long seconds = nanos / 1_000_000_000;
    long fraction = ((nanos % 1_000_000_000) << 32) / 1_000_000_000;
    return String.format(Locale.ROOT, "%08x.%08x", seconds, fraction);
  }
}
