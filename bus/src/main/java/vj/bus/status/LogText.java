package vj.bus.status;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import vj.bus.status.LogLine.Level;

/// How a worker writes a log line where there is no journal, which has times and levels of its own:
/// `2026-11-22T21:30:08.123+01:00 WARN no samples for 3 s`. Lines without a time belong to the one
/// before: stack traces, what the JVM itself says. Stateless.
public final class LogText {

  /// With the offset: the hour that comes twice in autumn must sort.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

  /// Of a time as written above.
  private static final int TIME_LENGTH = 29;

  private static final int LEVEL_LENGTH = 6;

  private LogText() {}

  /// What stands before the text.
  public static String lead(Instant time, Level level, ZoneId zone) {
    return TIME.format(time.atZone(zone)) + " " + word(level);
  }

  /// A level in a column: its name and a blank after the longest.
  static String word(Level level) {
    return "%-6s".formatted(level);
  }

  /// The first line of something that a worker has logged.
  public record Head(Instant time, Level level, String text) {}

  /// Empty for a line without a time.
  public static Optional<Head> head(String line) {
    if (line.length() < TIME_LENGTH || line.charAt(4) != '-' || line.charAt(10) != 'T') {
      return Optional.empty();
    }
    try {
      Instant time = OffsetDateTime.parse(line.substring(0, TIME_LENGTH), TIME).toInstant();
      String rest = line.substring(Math.min(line.length(), TIME_LENGTH + 1));
      for (Level level : Level.values()) {
        if (rest.startsWith(word(level))) {
          return Optional.of(new Head(time, level, rest.substring(LEVEL_LENGTH)));
        }
      }
      return Optional.of(new Head(time, Level.INFO, rest));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
