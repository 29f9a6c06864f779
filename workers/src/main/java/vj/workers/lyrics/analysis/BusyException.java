package vj.workers.lyrics.analysis;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;

/// A server wants to be left alone for a while.
final class BusyException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final Duration patience;

  BusyException(String message, Duration patience) {
    super(message);
    this.patience = patience;
  }

  Duration patience() {
    return patience;
  }
}
