package vj.bus.control;

import org.jspecify.annotations.Nullable;

/// A frame that is to be sent. Its length is known before there is memory for it.
interface Draft {

  /// Bytes of the frame, its header included.
  int length();

  /// Header and body in one array, so that they leave in one write. Called once.
  byte[] frame();

  /// A short message is written at once, a long one twice: the first time only its length is kept.
  ///
  /// @throws FrameTooLongException if it is over the limit
  static Draft of(Message message) throws FrameTooLongException {
    FrameOutput out = new FrameOutput(LongFrames.SHORT);
    Json.write(MessageCodec.object(message), out);
    if (out.written() > Frames.HEADER + Frames.LIMIT) {
      throw new FrameTooLongException(out.written() - Frames.HEADER, Frames.LIMIT);
    }
    int length = (int) out.written();
    return new Written(message, length, length <= LongFrames.SHORT ? out.frame() : null);
  }

  /// @param begun the frame, if it is short
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Written(Message message, int length, byte @Nullable [] begun) implements Draft {

    @Override
    public byte[] frame() {
      if (begun != null) {
        return begun;
      }
      FrameOutput out = new FrameOutput(length);
      Json.write(MessageCodec.object(message), out);
      if (out.written() != length) {
        throw new IllegalStateException(
            "a message of %d bytes changed to %d while it was written"
                .formatted(length, out.written()));
      }
      return out.frame();
    }
  }
}
