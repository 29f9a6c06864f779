package vj.workers.lyrics.analysis;

import java.io.IOException;
import java.io.Serial;

/// A model has answered, but with something else.
final class NotAnAnalysisException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  NotAnAnalysisException(String message) {
    super(message);
  }
}
