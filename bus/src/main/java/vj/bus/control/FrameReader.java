package vj.bus.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts frames together from the pieces in which a stream delivers them. What has arrived survives
/// a timeout of the stream. One thread.
final class FrameReader {

  /// Holds nearly every command; grows only with bytes that really came.
  private static final int ROOM = 8 * 1024;

  private final InputStream in;
  private byte[] buffer = new byte[ROOM];
  private int start; // first byte not yet handed out
  private int end; // first byte not yet received
  private int body = -1; // length of the frame at `start`; -1: its header is not complete

  FrameReader(InputStream in) {
    this.in = in;
  }

  /// Takes what the stream has, waiting for at least one byte.
  ///
  /// @return false at the end of the stream
  boolean receive() throws IOException {
    if (end == buffer.length) {
      makeRoom();
    }
    int received = in.read(buffer, end, buffer.length - end);
    if (received < 0) {
      return false;
    }
    end += received;
    return true;
  }

  /// Whether a frame has begun that is not complete.
  boolean begun() {
    return end > start;
  }

  /// The next complete frame's object, or `null` if more must be received first.
  ///
  /// @throws FrameTooLongException once the length is known; nothing can be read after it
  /// @throws ProtocolException for a frame whose content is at fault; the next one can be read
  @Nullable Map<String, @Nullable Object> next() throws ProtocolException {
    if (body < 0 && end - start >= Frames.HEADER) {
      long length = Integer.toUnsignedLong(ByteBuffer.wrap(buffer).getInt(start));
      if (length > Frames.LIMIT) {
        throw new FrameTooLongException(length);
      }
      body = (int) length;
    }
    if (body < 0 || end - start - Frames.HEADER < body) {
      return null;
    }
    int from = start + Frames.HEADER;
    int length = body;
    start = from + length;
    body = -1;
    try {
      if (length == 0) {
        throw new ProtocolException("frame of length 0");
      }
      return Json.object(buffer, from, length);
    } finally {
      if (start == end) {
        start = 0;
        end = 0;
        if (buffer.length > ROOM) {
          buffer = new byte[ROOM]; // one long frame must not hold its memory for ever
        }
      }
    }
  }

  private void makeRoom() {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    } else {
      buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, Frames.HEADER + Frames.LIMIT));
    }
  }
}
