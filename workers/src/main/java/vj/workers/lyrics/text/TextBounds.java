package vj.workers.lyrics.text;

import java.util.regex.Pattern;

/// How much of somebody else's text is taken, and in what state.
final class TextBounds {

  /// Ten times the longest rap; with all that is made of it a few MiB.
  static final int MOST_CHARACTERS = 1024 * 1024;

  /// A line each second for more than an hour.
  static final int MOST_LINES = 4000;

  /// Five screens wide. Goes out as one OSC string.
  static final int MOST_CODE_POINTS = 500;

  /// A NUL would end an OSC string, the others have no place on a screen; the byte order mark also
  /// stands where files were put together.
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\uFEFF]");

  private static final Pattern SPACES = Pattern.compile("\\s{2,}");

  private TextBounds() {}

  /// What is read of `text`: whole lines, unless the first alone is too long.
  static String head(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      return text;
    }
    int lineBreak =
        Math.max(
            text.lastIndexOf('\n', MOST_CHARACTERS - 1),
            text.lastIndexOf('\r', MOST_CHARACTERS - 1));
    return text.substring(0, lineBreak < 0 ? MOST_CHARACTERS : lineBreak);
  }

  /// Without control characters, spaces around and more than one space in a row.
  static String cleaned(String line) {
    return SPACES.matcher(UNSEEN.matcher(line).replaceAll(" ")).replaceAll(" ").strip();
  }

  static String first(String text, int codePoints) {
    return text.codePointCount(0, text.length()) <= codePoints
        ? text
        : text.substring(0, text.offsetByCodePoints(0, codePoints)).strip();
  }
}
