package vj.workers.http;

import java.io.IOException;

/// A server's answer is longer than its asker takes. It will be so the next time.
public final class AnswerTooLongException extends IOException {

  private static final long serialVersionUID = 1;

  AnswerTooLongException(String message) {
    super(message);
  }
}
