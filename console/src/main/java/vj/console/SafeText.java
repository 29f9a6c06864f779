package vj.console;

/// Text from elsewhere, made safe for a terminal: from anybody on the network, or a worker's log.
/// Stateless.
final class SafeText {

  private SafeText() {}

  /// A line of a log: stack traces are indented with tabs, which no terminal minds.
  static String ofLog(String line) {
    return of(line.replace("\t", "    "));
  }

  /// Control characters as `\xNN`: an escape sequence could change the terminal's settings, hide
  /// lines or pretend to be our output. That holds for the 8-bit ones (80 to 9f) as well.
  static String of(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        safe.append("\\x%02x".formatted((int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }
}
