package vj.console;

/// Colours, where they are wanted.
record Paint(boolean on) {

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

  private String sgr(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
