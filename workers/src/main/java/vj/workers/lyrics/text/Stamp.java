package vj.workers.lyrics.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A time as it stands in a text: `[mm:ss]`, `[mm:ss.f]` with one digit or more of the fraction (a
/// comma or a colon in the point's place too), `[hh:mm:ss.f]`, or any of these in angle brackets.
///
/// @param end index of the character after it
record Stamp(long millis, int end) {

  /// The hours are told from minutes by the point that must follow then.
  private static final Pattern TIME =
      Pattern.compile(
          "(?:(\\d{1,2}):(?=\\d{1,2}:\\d{1,2}[.,]))?(\\d{1,4}):(\\d{1,2})(?:[.,:](\\d{1,9}))?");

  /// Of the longest that matches, with both brackets.
  private static final int MOST_CHARACTERS = 25;

  /// The stamp that begins at `from`, if one does.
  static Optional<Stamp> at(String text, int from) {
    char open = text.charAt(from);
    if (open != '[' && open != '<') {
      return Optional.empty();
    }
    int most = Math.min(text.length(), from + MOST_CHARACTERS);
    int close = text.indexOf(open == '[' ? ']' : '>', from, most);
    Matcher time = TIME.matcher(text);
    if (close < 0 || !time.region(from + 1, close).matches()) {
      return Optional.empty();
    }
    long minutes = number(time.group(1)) * 60 + number(time.group(2));
    long millis = (minutes * 60 + number(time.group(3))) * 1000 + thousandths(time.group(4));
    return Optional.of(new Stamp(millis, close + 1));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static long thousandths(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong((digits + "00").substring(0, 3));
  }
}
