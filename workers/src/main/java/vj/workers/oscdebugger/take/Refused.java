package vj.workers.oscdebugger.take;

/// The caller's fault; the message is the answer.
final class Refused extends Exception {

  private static final long serialVersionUID = 1;

  Refused(String message) {
    super(message);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
