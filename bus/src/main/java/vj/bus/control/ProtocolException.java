package vj.bus.control;

import java.io.IOException;
import java.util.Objects;

/// What came over the wire, or stands in a file, is not what it should be. The message is for the
/// sender: it says what was found and what is taken.
public class ProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  public ProtocolException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
