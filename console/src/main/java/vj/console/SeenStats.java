package vj.console;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What vj-osc-debugger knows of each address, printed as a table. Stateless.
record SeenStats(Paint paint) {

  /// Words of a song take a line of their own otherwise.
  private static final int LAST_CELLS = 40;

  /// Three arguments: of a spectrum nobody wants all 32 in a row.
  private static final int BOUND_CELLS = 16;

  private static final List<String> HEADINGS =
      List.of("ADDRESS", "RATE", "COUNT", "AGE", "MIN", "MAX", "FROM", "LAST");

  /// @param answer to `get_stats`
  List<String> lines(Fields answer) {
    List<Fields> addresses = answer.each("addresses");
    if (addresses.isEmpty()) {
      return List.of("nothing has been seen; does any worker run? see: vj status");
    }
    Columns table = new Columns(2, Set.of(1, 2, 3));
    table.row(HEADINGS.stream().map(paint::dim).toList());
    addresses.forEach(address -> table.row(row(address)));
    return table.lines();
  }

  private List<String> row(Fields address) {
    String last =
        String.join(" ", SeenMessages.arguments(address.text("types"), address.map().get("args")));
    return List.of(
        paint.strong(address.text("address")),
        String.format(Locale.ROOT, "%.1f/s", address.number("rate")),
        Amounts.count(address.whole("count")),
        age(address.number("age_sec")),
        bounds(address.map().get("min")),
        bounds(address.map().get("max")),
        address.text("source"),
        LiveScreen.cut(last, LAST_CELLS));
  }

  /// A bound for each argument; `-` for what is no number.
  private static String bounds(@Nullable Object bounds) {
    List<?> each = bounds instanceof List<?> list ? list : List.of();
    String text = each.stream().map(SeenStats::bound).collect(Collectors.joining(" "));
    return LiveScreen.cut(text, BOUND_CELLS);
  }

  private static String bound(@Nullable Object bound) {
    return bound instanceof Number number
        ? String.format(Locale.ROOT, "%.2f", number.doubleValue())
        : "-";
  }

  private static String age(double seconds) {
    return seconds < 10
        ? String.format(Locale.ROOT, "%.1fs", seconds)
        : StatusTable.brief(Duration.ofSeconds((long) seconds));
  }
}
