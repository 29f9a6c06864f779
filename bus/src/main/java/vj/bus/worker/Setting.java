package vj.bus.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One configuration key: its name, its default, what it takes. The same key is a `--set`, an
/// environment variable, a file entry and a `set_config` field.
///
/// Values come in as the wire's plain Java (a JSON file, a frame) or as text (`--set`,
/// environment); a parser takes both.
public final class Setting<T> {

  /// RFC 8259, with room for a sign and leading zeros; not what Java's own parser takes on top.
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?([eE][+-]?\\d{1,3})?");

  private final String name;
  private final List<String> aliases;
  private final T fallback;
  private final String accepts;
  private final Parser<T> parser;
  private final Function<T, Object> plain;

  private Setting(
      String name,
      List<String> aliases,
      T fallback,
      String accepts,
      Parser<T> parser,
      Function<T, Object> plain) {
    this.name = name;
    this.aliases = List.copyOf(aliases);
    this.fallback = fallback;
    this.accepts = accepts;
    this.parser = parser;
    this.plain = plain;
  }

  /// @param accepts for people, after "takes": `an OSC port, 1..65535`
  /// @param plain the value as the wire's plain Java, such that `parser` reads it back
  public static <T> Setting<T> of(
      String name, T fallback, String accepts, Parser<T> parser, Function<T, Object> plain) {
    return new Setting<>(name, List.of(), fallback, accepts, parser, plain);
  }

  public static Setting<Boolean> flag(String name, boolean fallback) {
    return of(name, fallback, "true or false", Setting::parseFlag, value -> value);
  }

  public static Setting<Integer> integer(String name, int fallback, int least, int most) {
    String accepts = "a whole number from %d to %d".formatted(least, most);
    return of(
        name,
        fallback,
        accepts,
        value -> {
          double number = number(value, accepts);
          if (number != Math.rint(number) || number < least || number > most) {
            throw new Refusal(accepts);
          }
          return (int) number;
        },
        value -> (long) value);
  }

  public static Setting<Double> decimal(String name, double fallback, double least, double most) {
    String accepts = "a number from %s to %s".formatted(brief(least), brief(most));
    return of(
        name,
        fallback,
        accepts,
        value -> {
          double number = number(value, accepts);
          if (!(number >= least && number <= most)) {
            throw new Refusal(accepts);
          }
          return number;
        },
        value -> value);
  }

  public static Setting<String> text(String name, String fallback, String accepts) {
    return of(name, fallback, accepts, value -> text(value, accepts), value -> value);
  }

  public static Setting<String> choice(String name, String fallback, String... allowed) {
    List<String> choices = List.of(allowed);
    String accepts = "one of " + String.join(", ", choices);
    return of(
        name,
        fallback,
        accepts,
        value -> {
          String word = text(value, accepts).toLowerCase(Locale.ROOT);
          if (!choices.contains(word)) {
            throw new Refusal(accepts);
          }
          return word;
        },
        value -> value);
  }

  /// The same setting, also known as `alias`: taken under both names, answered under both.
  public Setting<T> alias(String alias) {
    List<String> more = new ArrayList<>(aliases);
    more.add(alias);
    return new Setting<>(name, more, fallback, accepts, parser, plain);
  }

  public String name() {
    return name;
  }

  public List<String> aliases() {
    return aliases;
  }

  public T fallback() {
    return fallback;
  }

  /// What the setting takes, in words, with the limits.
  public String accepts() {
    return accepts;
  }

  boolean answersTo(String key) {
    return name.equals(key) || aliases.contains(key);
  }

  T parse(@Nullable Object value) throws Refusal {
    if (value == null) {
      throw new Refusal(accepts);
    }
    return parser.parse(value);
  }

  Object plain(T value) {
    return Objects.requireNonNull(plain.apply(value));
  }

  /// Text for a parser: refuses everything that is not a string.
  public static String text(Object value, String accepts) throws Refusal {
    if (value instanceof String text) {
      return text;
    }
    throw new Refusal(accepts);
  }

  private static boolean parseFlag(Object value) throws Refusal {
    return switch (value) {
      case Boolean flag -> flag;
      case String text when text.equalsIgnoreCase("true") || text.equals("1") -> true;
      case String text when text.equalsIgnoreCase("false") || text.equals("0") -> false;
      default -> throw new Refusal("true or false");
    };
  }

  /// A JSON number, or text that would be one.
  private static double number(Object value, String accepts) throws Refusal {
    return switch (value) {
      case Number number -> number.doubleValue();
      case String text when NUMBER.matcher(text.strip()).matches() ->
          Double.parseDouble(text.strip());
      default -> throw new Refusal(accepts);
    };
  }

  private static String brief(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /// Reads a value or says what it takes instead.
  @FunctionalInterface
  public interface Parser<T> {
    T parse(Object value) throws Refusal;
  }

  /// A value that a setting does not take. The message says what it takes.
  public static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    public Refusal(String takes) {
      super(takes, null, false, false);
    }

    /// What the setting takes, with its limits.
    public String takes() {
      return Objects.requireNonNull(getMessage());
    }
  }
}
