package vj.workers.oscdebugger.take;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// Writes a message of any types; and messages that liblo's text format can say, and cannot.
final class Osc {

  /// What cannot be said in the text format.
  static final List<byte[]> UNSAYABLE =
      List.of(
          message("/title", "s").text("two words").bytes(),
          message("/line", "s").text("a\nb").bytes(),
          message("/blob", "b").int32(4).int32(99).bytes(),
          message("/time", "t").int64(1).bytes(),
          message("/array", "[ii]").int32(1).int32(2).bytes(),
          message("/space", "c").int32(' ').bytes(),
          message("/symbol", "S").text("symbol").bytes(),
          message("/range", "h").int64(Long.MIN_VALUE).bytes(),
          message("/long", "s").text("x".repeat(1000)).bytes());

  /// What can.
  static final List<byte[]> SAYABLE =
      List.of(
          message("/audio/levels", "ffff")
              .float32(0.1f)
              .float32(1e-30f)
              .float32(-3.4e38f)
              .float32(Float.MIN_VALUE)
              .bytes(),
          message("/karaoke/lyrics/reset", "").bytes(),
          message("/karaoke/keywords/reset", "s").text("Beyoncé::世界").bytes(),
          message("/empty", "sis").text("").int32(-7).text("\"q\"").bytes(),
          message("/x", "").bytes(),
          message("/all", "ihdTFNIcm")
              .int32(Integer.MIN_VALUE)
              .int64(Long.MAX_VALUE - 1)
              .float64(1e300)
              .int32('x')
              .int32(0x01020304)
              .bytes(),
          message("/nan", "fd").float32(Float.NaN).float64(Double.NEGATIVE_INFINITY).bytes(),
          message("/an/address/that/is/longer/than/the/column/of/the/types/of/the/others", "i")
              .int32(1)
              .bytes(),
          message("/after", "").bytes(),
          message("/last", "i").int32(1).bytes());

  private final ByteBuffer out = ByteBuffer.allocate(4096);

  private Osc() {}

  static Osc message(String address, String types) {
    return new Osc().text(address).text("," + types);
  }

  Osc text(String text) {
    out.put(text.getBytes(UTF_8)).put((byte) 0);
    while (out.position() % 4 != 0) {
      out.put((byte) 0);
    }
    return this;
  }

  Osc int32(int value) {
    out.putInt(value);
    return this;
  }

  Osc int64(long value) {
    out.putLong(value);
    return this;
  }

  Osc float32(float value) {
    out.putFloat(value);
    return this;
  }

  Osc float64(double value) {
    out.putDouble(value);
    return this;
  }

  byte[] bytes() {
    return Arrays.copyOf(out.array(), out.position());
  }
}
