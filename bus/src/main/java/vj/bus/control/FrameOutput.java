package vj.bus.control;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Takes the body of a frame, behind room for its header. What goes beyond a number of bytes is
/// counted but not kept. One thread.
final class FrameOutput extends OutputStream {

  /// Most frames are as short.
  private static final int FIRST = 512;

  private final int most;
  private byte[] bytes;
  private long written = Frames.HEADER;

  /// @param most bytes to keep, header included; those of a longer frame are taken at once
  FrameOutput(int most) {
    this.most = most;
    this.bytes = new byte[most > LongFrames.SHORT ? most : FIRST];
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    if (written + length <= most) {
      int end = (int) written + length;
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.clamp(2L * bytes.length, end, most));
      }
      System.arraycopy(from, offset, bytes, (int) written, length);
    }
    written += length;
  }

  /// Bytes of the frame so far, header included.
  long written() {
    return written;
  }

  /// The frame, if all of it was kept.
  byte[] frame() {
    ByteBuffer.wrap(bytes).putInt((int) written - Frames.HEADER);
    return written == bytes.length ? bytes : Arrays.copyOf(bytes, (int) written);
  }
}
