package vj.bus.telemetry;

import com.illposed.osc.BytesReceiver;
import java.nio.ByteBuffer;

/// Where JavaOSC writes a message: one direct buffer that grows to the longest message and is
/// written over each time. Its own receivers allocate.
final class ReusedBuffer implements BytesReceiver {

  /// Every message of numbers fits; texts let it grow.
  private static final int FIRST_CAPACITY = 256;

  private ByteBuffer buffer = ByteBuffer.allocateDirect(FIRST_CAPACITY);

  @Override
  public ReusedBuffer put(byte value) {
    room(1).put(value);
    return this;
  }

  @Override
  public ReusedBuffer put(byte[] values) {
    return put(values, values.length);
  }

  @Override
  public ReusedBuffer put(ByteBuffer values) {
    room(values.remaining()).put(values);
    return this;
  }

  ReusedBuffer put(byte[] values, int length) {
    room(length).put(values, 0, length);
    return this;
  }

  ReusedBuffer putInt(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  @Override
  public ReusedBuffer clear() {
    buffer.clear();
    return this;
  }

  @Override
  public int position() {
    return buffer.position();
  }

  /// JavaOSC asks for one only where it writes a bundle; ours are framed by [FrameBundle].
  @Override
  public PlaceHolder putPlaceHolder(byte[] content) {
    throw new UnsupportedOperationException("only messages are written here");
  }

  @Override
  public byte[] toByteArray() {
    byte[] bytes = new byte[buffer.position()];
    buffer.get(0, bytes);
    return bytes;
  }

  /// What was written since [#clear], from 0 to its limit; the same buffer each time.
  ByteBuffer written() {
    return buffer.flip();
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int capacity = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
      buffer = ByteBuffer.allocateDirect(capacity).put(buffer.flip());
    }
    return buffer;
  }
}
