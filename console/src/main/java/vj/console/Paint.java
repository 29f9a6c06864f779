package vj.console;

/// Colours, where they are wanted.
record Paint(boolean on) {

  /// Cyan, magenta, blue, green and lighter ones: red and yellow say that something is wrong.
  private static final String[] WORKERS = {"36", "35", "34", "32", "96", "95"};

  String good(String text) {
    return sgr("32", text);
  }

  String warning(String text) {
    return sgr("33", text);
  }

  String bad(String text) {
    return sgr("31", text);
  }

  String dim(String text) {
    return sgr("2", text);
  }

  String strong(String text) {
    return sgr("1", text);
  }

  /// What belongs to one of several workers.
  ///
  /// @param which from 0
  String worker(int which, String text) {
    return sgr(WORKERS[which % WORKERS.length], text);
  }

  private String sgr(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
