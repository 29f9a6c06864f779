package vj.workers.lyrics.analysis;

import java.io.IOException;
import java.io.Serial;

/// A server does not take the question in this form; another may do.
final class FormRefusedException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  FormRefusedException(String message) {
    super(message);
  }
}
