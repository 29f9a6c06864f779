package vj.workers.oscdebugger.take;

/// The caller's fault; the message is the answer.
public final class Refused extends Exception {

  private static final long serialVersionUID = 1;

  Refused(String message) {
    super(message);
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
