package vj.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import vj.bus.control.WorkerName;
import vj.bus.status.LogLine;
import vj.bus.status.LogLine.Level;
import vj.bus.status.LogText;

/// Log lines for people, in columns, or one JSON object each. Immutable.
///
/// @param zone of the times for people; JSON has seconds since 1970
record LogPrinter(Shell shell, ZoneId zone, boolean json) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

  private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private static final int LONGEST_NAME = longestName();

  private static int longestName() {
    int longest = 0;
    for (WorkerName name : WorkerName.values()) {
      longest = Math.max(longest, name.shortName().length());
    }
    return longest;
  }

  /// A line with the time of day alone, local.
  static String brief(LogText.Head head) {
    return "%s %-5s %s"
        .formatted(
            TIME_OF_DAY.format(head.time().atZone(ZoneId.systemDefault())),
            head.level(),
            head.text());
  }

  void print(LogLine line) {
    if (json) {
      shell.json(object(line));
    } else {
      shell.out().println(text(line));
    }
  }

  private static Map<String, Object> object(LogLine line) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("timestamp", ChronoUnit.MICROS.between(Instant.EPOCH, line.time()) / 1e6);
    object.put("level", line.level().name().toLowerCase(Locale.ROOT));
    object.put("worker", line.worker());
    object.put("text", line.text());
    return object;
  }

  private String text(LogLine line) {
    String name = SafeText.of(line.worker());
    String column = name + " ".repeat(Math.max(0, LONGEST_NAME - name.length()));
    return shell.paint().dim(TIME.format(line.time().atZone(zone)))
        + "  "
        + shell.paint().worker(ordinal(line.worker()), column)
        + "  "
        + painted(line.level(), "%-5s  ".formatted(line.level()) + SafeText.ofLog(line.text()));
  }

  private static int ordinal(String worker) {
    return WorkerName.of(worker).map(Enum::ordinal).orElse(0);
  }

  private String painted(Level level, String text) {
    return switch (level) {
      case DEBUG -> shell.paint().dim(text);
      case INFO -> text;
      case WARN -> shell.paint().warning(text);
      case ERROR -> shell.paint().bad(text);
    };
  }
}
