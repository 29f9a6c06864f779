package vj.bus.telemetry;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Bytes that are not OSC, or a text that is not an address pattern. The message says what is wrong
/// and where.
public final class OscFormatException extends IOException {

  private static final long serialVersionUID = 1;

  private final int position;

  OscFormatException(String message, int position) {
    super(message);
    this.position = position;
  }

  static OscFormatException atByte(int position, String problem) {
    return new OscFormatException("byte " + position + ": " + problem, position);
  }

  static OscFormatException inPattern(String text, int position, String problem) {
    return new OscFormatException(
        "address pattern '%s', position %d: %s".formatted(text, position, problem), position);
  }

  static OscFormatException inList(int index, @Nullable String problem, int position) {
    return new OscFormatException("entry " + index + ": " + problem, position);
  }

  /// The byte of the datagram, or the character of the pattern, counted from 0.
  public int position() {
    return position;
  }
}
