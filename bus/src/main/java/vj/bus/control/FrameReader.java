package vj.bus.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts frames together from the pieces in which a stream delivers them. What has arrived survives
/// a timeout of the stream. One thread. Its stream stays the caller's to close.
final class FrameReader implements AutoCloseable {

  /// Turns a frame's body into its object.
  @FunctionalInterface
  interface Decoder {
    Map<String, @Nullable Object> object(String json) throws ProtocolException;
  }

  private final InputStream in;
  private final Decoder decoder;
  private final LongFrames longFrames;
  private byte[] buffer = new byte[LongFrames.SHORT];
  private int start; // first byte not yet handed out
  private int end; // first byte not yet received
  private int body = -1; // length of the frame at `start`; -1: its header is not complete
  private boolean inside; // has the room for a long frame

  FrameReader(InputStream in, Decoder decoder, LongFrames longFrames) {
    this.in = in;
    this.decoder = decoder;
    this.longFrames = longFrames;
  }

  /// Takes what the stream has, waiting for at least one byte, and before the rest of a long frame
  /// for the room it needs. Call [#next] until it has no more first.
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

  /// Whether the frame that [#next] gave out last was a long one. It has its room until the next
  /// call, so that its object can be dealt with meanwhile.
  boolean gaveLong() {
    return inside && body < 0;
  }

  /// The next complete frame's object, or `null` if more must be received first.
  ///
  /// @throws FrameTooLongException once the length is known; nothing can be read after it
  /// @throws ProtocolException for a frame whose content is at fault; the next one can be read
  @Nullable Map<String, @Nullable Object> next() throws ProtocolException {
    if (gaveLong()) {
      close();
    }
    if (body < 0 && end - start >= Frames.HEADER) {
      long length = Integer.toUnsignedLong(ByteBuffer.wrap(buffer).getInt(start));
      if (length > longFrames.longest()) {
        throw new FrameTooLongException(length, longFrames.longest());
      }
      body = (int) length;
    }
    if (body < 0 || end - start - Frames.HEADER < body) {
      return null;
    }
    int length = body;
    String json = text();
    if (length == 0) {
      throw new ProtocolException("frame of length 0");
    }
    return decoder.object(json);
  }

  /// The frame's body. Its bytes are gone after this: decoding needs the memory.
  private String text() throws ProtocolException {
    try {
      return Json.text(buffer, start + Frames.HEADER, body);
    } finally {
      start += Frames.HEADER + body;
      body = -1;
      if (start == end) {
        start = 0;
        end = 0;
      }
      if (inside) {
        buffer = new byte[LongFrames.SHORT]; // a long frame has a buffer to itself
      }
    }
  }

  private void makeRoom() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    } else {
      longFrames.enter(body);
      inside = true;
      buffer = Arrays.copyOf(buffer, Frames.HEADER + body);
    }
  }

  /// Gives up the room for a long frame, if it has it.
  @Override
  public void close() {
    if (inside) {
      inside = false;
      longFrames.leave();
    }
  }
}
