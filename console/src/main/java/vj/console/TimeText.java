package vj.console;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stretches of time, as people type and read them. Stateless.
final class TimeText {

  /// For messages about what does not fit.
  static final String FORMS = "seconds (90), m:ss (1:30), h:mm:ss, or 90s, 5m, 1h30m";

  private static final Pattern CLOCK =
      Pattern.compile("(?:(\\d{1,3}):)?(\\d{1,4}):([0-5]\\d(?:\\.\\d{1,9})?)");

  private static final Pattern PLAIN = Pattern.compile("\\d{1,7}(?:\\.\\d{1,9})?");

  private static final Pattern UNITS =
      Pattern.compile("(?=.)(?:(\\d{1,3})h)?(?:(\\d{1,5})m)?(?:(\\d{1,7})s)?");

  private TimeText() {}

  /// In seconds; empty for what is none of [#FORMS].
  static OptionalDouble seconds(String text) {
    if (PLAIN.matcher(text).matches()) {
      return OptionalDouble.of(Double.parseDouble(text));
    }
    Matcher clock = CLOCK.matcher(text);
    if (clock.matches()) {
      return sum(clock);
    }
    Matcher units = UNITS.matcher(text);
    return units.matches() ? sum(units) : OptionalDouble.empty();
  }

  /// Hours, minutes and seconds are the groups, in this order.
  private static OptionalDouble sum(Matcher parts) {
    return OptionalDouble.of(3_600 * part(parts, 1) + 60 * part(parts, 2) + part(parts, 3));
  }

  private static double part(Matcher parts, int group) {
    String text = parts.group(group);
    return text == null ? 0 : Double.parseDouble(text);
  }

  /// `0:07`, `12:05`, `1:02:03`.
  static String clock(double seconds) {
    long whole = (long) seconds;
    return whole < 3_600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3_600, whole / 60 % 60, whole % 60);
  }
}
