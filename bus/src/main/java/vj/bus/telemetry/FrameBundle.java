package vj.bus.telemetry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/// The bundle that a target's frame is collected in: `#bundle`, time tag 1 (immediately), then each
/// message behind its size. The buffer is reused. Guarded by its [Destination]'s lock.
final class FrameBundle {

  /// A bundle leaves before it grows beyond this: receivers read into buffers of 8 KiB and more.
  static final int LONGEST = 8 * 1024;

  private static final byte[] HEADER = "#bundle\0\0\0\0\0\0\0\0\1".getBytes(US_ASCII);

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST).put(HEADER);

  boolean isEmpty() {
    return buffer.position() == HEADER.length;
  }

  boolean fits(ByteBuffer message) {
    return buffer.remaining() >= Integer.BYTES + message.remaining();
  }

  void add(ByteBuffer message) {
    buffer.putInt(message.remaining()).put(message);
  }

  /// The whole bundle, from 0 to its limit; [#clear] before the next one is begun.
  ByteBuffer bytes() {
    return buffer.flip();
  }

  void clear() {
    buffer.clear().position(HEADER.length);
  }
}
