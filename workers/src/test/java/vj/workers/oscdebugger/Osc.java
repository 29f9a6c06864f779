package vj.workers.oscdebugger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// OSC datagrams written by hand, for tests.
final class Osc {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /// @param tags with the comma
  static Osc message(String address, String tags) {
    return new Osc().text(address).text(tags);
  }

  static byte[] of(String address, float value) {
    return message(address, ",f").int32(Float.floatToIntBits(value)).bytes();
  }

  /// @param elements messages or bundles
  static byte[] bundle(long timeTag, byte[]... elements) {
    Osc bundle = new Osc().text("#bundle").int64(timeTag);
    for (byte[] element : elements) {
      bundle.int32(element.length).raw(element);
    }
    return bundle.bytes();
  }

  Osc text(String text) {
    raw(text.getBytes(UTF_8)).raw(new byte[1]);
    return raw(new byte[-bytes.size() & 3]);
  }

  Osc int32(int value) {
    return raw(ByteBuffer.allocate(4).putInt(value).array());
  }

  Osc int64(long value) {
    return raw(ByteBuffer.allocate(8).putLong(value).array());
  }

  Osc raw(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
