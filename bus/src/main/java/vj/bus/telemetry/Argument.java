package vj.bus.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

/// One argument of a template: a value that is written over for each message, so that sending makes
/// no garbage. JavaOSC finds the [ArgumentWriter] by the class.
sealed interface Argument {

  final class OfInt implements Argument {
    int value;
  }

  final class OfFloat implements Argument {
    private float value;

    float value() {
      return value;
    }

    void set(float to) {
      value = Float.isFinite(to) ? to : 0;
    }
  }

  final class OfText implements Argument {

    /// The longest path a system takes, and longer than any line of a song. What is beyond is cut
    /// off: a receiver would rather have the beginning than nothing.
    static final int MOST_BYTES = 4096;

    private byte[] utf8 = {};
    private int length;

    void set(String text) {
      // A NUL would end the string early and shift all that follows.
      utf8 = text.replace("\0", "").getBytes(UTF_8);
      length = utf8.length;
      if (length > MOST_BYTES) {
        length = MOST_BYTES;
        while ((utf8[length] & 0xc0) == 0x80) {
          length--; // not in the middle of a character
        }
      }
    }

    byte[] utf8() {
      return utf8;
    }

    int length() {
      return length;
    }
  }

  static Argument of(char typeTag) {
    return switch (typeTag) {
      case 'i' -> new OfInt();
      case 'f' -> new OfFloat();
      case 's' -> new OfText();
      default -> throw new IllegalArgumentException("type tag '" + typeTag + "', not i, f or s");
    };
  }

  /// The most that an argument of this tag takes in a datagram, its tag included.
  static int mostBytes(char typeTag) {
    return 1 + (typeTag == 's' ? OfText.MOST_BYTES + 4 : 4);
  }
}
