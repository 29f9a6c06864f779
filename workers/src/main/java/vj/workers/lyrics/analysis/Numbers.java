package vj.workers.lyrics.analysis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The numbers of careless writers: `0.8`, `"0,8"`, `"80 %"`.
final class Numbers {

  private static final Pattern TEXT =
      Pattern.compile("\\s*(-?\\d{1,9}(?:[.,]\\d{1,17})?)\\s*%?\\s*");

  private Numbers() {}

  static Optional<Double> of(@Nullable Object value) {
    return switch (value) {
      case Long number -> Optional.of(number.doubleValue());
      case Double number -> Optional.of(number);
      case String text -> of(text);
      case null, default -> Optional.empty();
    };
  }

  private static Optional<Double> of(String text) {
    Matcher number = TEXT.matcher(text);
    return number.matches()
        ? Optional.of(Double.parseDouble(number.group(1).replace(',', '.')))
        : Optional.empty();
  }

  /// What full marks are, where the highest is `most`: 1, 10 or 100. Up to 2 it is enthusiasm on a
  /// scale to 1, not faint praise on one to 10.
  static double scale(double most) {
    return most <= 2 ? 1 : most <= 10 ? 10 : 100;
  }
}
