package vj.workers.oscdebugger.take;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Writes a message of any types.
final class Osc {

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
