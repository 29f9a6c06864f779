package vj.bus.status;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;
import vj.bus.control.ProtocolException;
import vj.bus.control.WorkerName;
import vj.bus.status.LogLine.Level;

/// One entry of the journal as `journalctl -o json` prints it: an object on a line, every value a
/// string, except what is no printable UTF-8 (an array of bytes), what a field with several values
/// has (an array of them), and what journalctl leaves out (`null`).
///
/// @param cursor its place in the journal; empty when it does not say
/// @param lines its message, one for each line of it; none when it has no message
record JournalEntry(String cursor, List<LogLine> lines) {

  /// What is asked for; the times and the cursor always come.
  static final String FIELDS = "MESSAGE,PRIORITY,_SYSTEMD_USER_UNIT,USER_UNIT,SYSLOG_IDENTIFIER";

  private static final int BYTE = 0xff;

  /// Empty for what is no entry, or none of a worker.
  static Optional<JournalEntry> parse(String json) {
    Map<String, @Nullable Object> fields;
    try {
      fields = Json.object(json, "journal");
    } catch (ProtocolException _) {
      return Optional.empty();
    }
    Optional<Instant> time = time(text(fields.get("__REALTIME_TIMESTAMP")));
    Optional<WorkerName> worker = worker(fields);
    if (time.isEmpty() || worker.isEmpty()) {
      return Optional.empty();
    }
    Level level = level(text(fields.get("PRIORITY")));
    List<LogLine> lines =
        text(fields.get("MESSAGE"))
            .stripTrailing()
            .lines()
            .map(line -> new LogLine(time.get(), level, worker.get().shortName(), line))
            .toList();
    return Optional.of(new JournalEntry(text(fields.get("__CURSOR")), lines));
  }

  /// What a worker says has its unit; what systemd says of it names the unit it is about. A process
  /// that ended at once has neither, but the name that its unit gave it.
  private static Optional<WorkerName> worker(Map<String, @Nullable Object> fields) {
    return Stream.of("_SYSTEMD_USER_UNIT", "USER_UNIT", "SYSLOG_IDENTIFIER")
        .map(field -> WorkerName.of(text(fields.get(field))))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// Microseconds since 1970.
  private static Optional<Instant> time(String micros) {
    if (!micros.matches("\\d{1,17}")) {
      return Optional.empty();
    }
    long value = Long.parseLong(micros);
    return Optional.of(Instant.ofEpochSecond(value / 1_000_000, value % 1_000_000 * 1_000));
  }

  /// syslog(3): 0 to 3 are errors, 5 and 6 are no warnings any more.
  private static Level level(String priority) {
    return switch (priority) {
      case "0", "1", "2", "3" -> Level.ERROR;
      case "4" -> Level.WARN;
      case "7" -> Level.DEBUG;
      default -> Level.INFO;
    };
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case List<?> bytes when bytes.stream().allMatch(Long.class::isInstance) -> decoded(bytes);
      case List<?> several ->
          several.stream().map(JournalEntry::text).collect(Collectors.joining("\n"));
      case null, default -> "";
    };
  }

  private static String decoded(List<?> numbers) {
    byte[] bytes = new byte[numbers.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (numbers.get(i) instanceof Long number ? number & BYTE : '?');
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
