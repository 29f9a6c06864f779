package vj.bus.control;

/// A frame announces more bytes than its reader takes. Where it ends cannot be trusted, so nothing
/// after it can be read either.
final class FrameTooLongException extends ProtocolException {
  private static final long serialVersionUID = 1L;

  FrameTooLongException(long length, int limit) {
    super("frame of %d bytes is over the limit of %d".formatted(length, limit));
  }
}
