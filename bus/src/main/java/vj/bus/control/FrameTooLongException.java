package vj.bus.control;

/// A frame announces more than [Frames#LIMIT] bytes. Where it ends cannot be trusted, so nothing
/// after it can be read either.
final class FrameTooLongException extends ProtocolException {
  private static final long serialVersionUID = 1L;

  FrameTooLongException(long length) {
    super("frame of %d bytes is over the limit of %d".formatted(length, Frames.LIMIT));
  }
}
