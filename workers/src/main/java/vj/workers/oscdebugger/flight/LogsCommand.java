package vj.workers.oscdebugger.flight;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Frames;
import vj.bus.control.Json;
import vj.bus.control.Message.Command;
import vj.bus.control.WorkerName;
import vj.bus.status.LogLine;
import vj.bus.status.LogLine.Level;
import vj.bus.worker.NearestWord;

/// The command `get_logs`: the latest lines of all workers, the oldest first.
final class LogsCommand {

  static final int MOST_LINES = 500;
  static final int USUAL_LINES = 100;

  /// An answer is one frame; this leaves room for what is around the lines, a long `msg_id` too.
  static final int MOST_BYTES = Frames.LIMIT - 48 * 1024;

  private static final List<String> LEVELS =
      Arrays.stream(Level.values()).map(level -> level.name().toLowerCase(Locale.ROOT)).toList();

  private final LogMemory memory;
  private final Supplier<Optional<String>> problem;

  /// @param problem why no lines come; empty when they do
  LogsCommand(LogMemory memory, Supplier<Optional<String>> problem) {
    this.memory = memory;
    this.problem = problem;
  }

  Answer answer(Command command) {
    try {
      return answer(Wish.of(command.fields()));
    } catch (IllegalArgumentException e) {
      return Answer.refused(String.valueOf(e.getMessage()));
    }
  }

  private Answer answer(Wish wish) {
    LogMemory.Found found = memory.latest(wish.count(), wish::takes);
    Deque<Map<String, @Nullable Object>> fitting = new ArrayDeque<>();
    int left = MOST_BYTES;
    for (LogLine line : found.lines().reversed()) {
      Map<String, @Nullable Object> entry = entry(line);
      left -= Json.bytes(entry).length + 1; // and a comma
      if (left < 0) {
        break;
      }
      fitting.addFirst(entry);
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("logs", List.copyOf(fitting));
    data.put("total_count", (long) found.matching());
    data.put("truncated", fitting.size() < found.lines().size());
    return new Answer(true, problem.get().orElse(null), data);
  }

  private static Map<String, @Nullable Object> entry(LogLine line) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("timestamp", Snapshot.micros(line.time()) / 1e6);
    entry.put("level", line.level().name().toLowerCase(Locale.ROOT));
    entry.put("worker", busName(line.worker()));
    entry.put("text", line.text());
    return entry;
  }

  /// Messages name workers by their bus names; what is no worker of ours keeps the name it has.
  static String busName(String worker) {
    return WorkerName.of(worker).map(WorkerName::busName).orElse(worker);
  }

  /// @param level the least serious that is wanted
  private record Wish(int count, Level level, Optional<WorkerName> worker) {

    /// @throws IllegalArgumentException for people: the value and what is allowed
    static Wish of(Map<String, @Nullable Object> fields) {
      return new Wish(
          count(fields.get("count")), level(fields.get("level")), worker(fields.get("worker")));
    }

    private static int count(@Nullable Object value) {
      return switch (value) {
        case null -> USUAL_LINES;
        case Long number when number >= 1 && number <= MOST_LINES -> number.intValue();
        case Object other ->
            throw new IllegalArgumentException(
                "count takes 1 to %d, not %s".formatted(MOST_LINES, shown(other)));
      };
    }

    private static Level level(@Nullable Object value) {
      return switch (value) {
        case null -> Level.DEBUG;
        case String word when LEVELS.contains(word.toLowerCase(Locale.ROOT)) ->
            Level.valueOf(word.toUpperCase(Locale.ROOT));
        case Object other ->
            throw new IllegalArgumentException(
                "level takes %s, not %s".formatted(String.join(", ", LEVELS), shown(other)));
      };
    }

    private static Optional<WorkerName> worker(@Nullable Object value) {
      if (value == null) {
        return Optional.empty();
      }
      String word = shown(value);
      Optional<WorkerName> worker = WorkerName.of(word);
      if (worker.isEmpty()) {
        List<String> known =
            Stream.of(WorkerName.values())
                .flatMap(each -> Stream.of(each.shortName(), each.busName()))
                .toList();
        throw new IllegalArgumentException(
            "Unknown worker: %s (nearest: %s)".formatted(word, NearestWord.to(word, known)));
      }
      return worker;
    }

    private static String shown(Object value) {
      String text = String.valueOf(value);
      return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    boolean takes(LogLine line) {
      return line.level().compareTo(level) >= 0
          && (worker.isEmpty() || WorkerName.of(line.worker()).equals(worker));
    }
  }
}
