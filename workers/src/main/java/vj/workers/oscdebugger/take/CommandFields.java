package vj.workers.oscdebugger.take;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A command's fields: one that is missing has its default, one that is wrong is refused with what
/// it takes.
record CommandFields(Map<String, @Nullable Object> fields) {

  TakeName name() throws Refused {
    return TakeName.of(text("name").orElseThrow(() -> new Refused("name is missing")));
  }

  /// Where `name` is said, it has to be the one that runs: who began something that has ended since
  /// does not want to stop what somebody else began.
  ///
  /// @param doing `recorded` or `played`
  void expect(TakeName running, String doing) throws Refused {
    if (text("name").isPresent() && !name().equals(running)) {
      throw new Refused(
          "take %s is being %s, not %s".formatted(running.text(), doing, name().text()));
    }
  }

  Optional<String> text(String key) throws Refused {
    return switch (fields.get(key)) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      default -> throw new Refused("%s is %s, not a text".formatted(key, fields.get(key)));
    };
  }

  boolean flag(String key) throws Refused {
    return switch (fields.get(key)) {
      case null -> false;
      case Boolean flag -> flag;
      default -> throw new Refused("%s is %s, not true or false".formatted(key, fields.get(key)));
    };
  }

  double number(String key, Limits limits) throws Refused {
    Object value = fields.get(key);
    if (value == null) {
      return limits.fallback();
    }
    if (value instanceof Number number && limits.hold(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new Refused("%s is %s, not %s".formatted(key, value, limits.text()));
  }

  /// @param fallback where the field is missing
  record Limits(double least, double most, double fallback) {

    boolean hold(double number) {
      return number >= least && number <= most;
    }

    String text() {
      return plain(least) + " to " + plain(most);
    }

    private static String plain(double number) {
      return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
  }
}
