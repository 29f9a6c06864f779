package vj.workers.oscdebugger.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vj.bus.control.Answer;
import vj.bus.control.Json;
import vj.bus.control.Message.Command;
import vj.bus.status.LogLine;
import vj.bus.status.LogLine.Level;

class LogsCommandTest {

  private static final int FRAME = 1 << 20;

  private final LogMemory memory = new LogMemory();
  private Optional<String> problem = Optional.empty();
  private final LogsCommand command = new LogsCommand(memory, () -> problem);

  @Test
  void givesTheLatestHundredTheOldestFirst() {
    for (int i = 0; i < 150; i++) {
      memory.add(line(i, Level.INFO, "audio", "line " + i));
    }

    Answer answer = ask(Map.of());

    List<Map<?, ?>> logs = logs(answer);
    assertEquals(100, logs.size());
    assertEquals(
        Map.of("timestamp", 50.25, "level", "info", "worker", "audio_analyzer", "text", "line 50"),
        logs.getFirst());
    assertEquals("line 149", logs.getLast().get("text"));
    assertEquals(150L, data(answer).get("total_count"));
  }

  @Test
  void levelMeansThatAndWorse() {
    memory.add(line(1, Level.DEBUG, "audio", "d"));
    memory.add(line(2, Level.INFO, "audio", "i"));
    memory.add(line(3, Level.WARN, "audio", "w"));
    memory.add(line(4, Level.ERROR, "audio", "e"));

    assertEquals(List.of("w", "e"), texts(ask(Map.of("level", "warn"))));
    assertEquals(List.of("e"), texts(ask(Map.of("level", "ERROR"))));
  }

  @ParameterizedTest
  @CsvSource({"lyrics", "lyrics_fetcher", "vj-lyrics"})
  void aWorkerHasSeveralNames(String name) {
    memory.add(line(1, Level.INFO, "audio", "of audio"));
    memory.add(line(2, Level.INFO, "lyrics", "of lyrics"));

    assertEquals(List.of("of lyrics"), texts(ask(Map.of("worker", name))));
  }

  @ParameterizedTest
  @CsvSource({
    "count, 0, count takes 1 to 500; not 0",
    "count, 501, count takes 1 to 500; not 501",
    "level, loud, level takes debug; info; warn; error; not loud",
    "worker, lyrix, Unknown worker: lyrix (nearest: lyrics)"
  })
  void refusesWhatItCannotMean(String field, String value, String why) {
    Answer answer = ask(Map.of(field, value.matches("\\d+") ? Long.valueOf(value) : value));

    assertFalse(answer.success());
    assertEquals(why.replace(";", ","), answer.message());
  }

  @Test
  void refusesFieldsOfAnotherType() {
    assertFalse(ask(Map.of("count", "many")).success());
    assertFalse(ask(Map.of("count", 2.5)).success());
    assertFalse(ask(Map.of("level", List.of("warn"))).success());
    assertFalse(ask(Map.of("worker", 7L)).success());
  }

  @Test
  void anAnswerIsNeverLargerThanAFrame() {
    for (int i = 0; i < 60; i++) {
      memory.add(line(i, Level.INFO, "audio", "\u0001".repeat(LogFollower.LONGEST_TEXT)));
    }

    Answer answer = ask(Map.of("count", 500L));

    int bytes = Json.bytes(data(answer)).length;
    assertTrue(bytes < FRAME - 1_000 && bytes > FRAME * 8 / 10, "" + bytes);
    assertEquals(true, data(answer).get("truncated"));
    assertEquals(59.25, logs(answer).getLast().get("timestamp"), "the latest are there");
  }

  @Test
  void saysWhyThereAreNoLines() {
    problem = Optional.of("log lines are not collected: logging_enabled is false");

    Answer answer = ask(Map.of());

    assertTrue(answer.success());
    assertEquals("log lines are not collected: logging_enabled is false", answer.message());
    assertEquals(List.of(), logs(answer));
  }

  private Answer ask(Map<String, ?> fields) {
    return command.answer(new Command("1", "get_logs", new HashMap<>(fields)));
  }

  private static Map<String, @Nullable Object> data(Answer answer) {
    return Objects.requireNonNull(answer.data(), answer::toString);
  }

  private static List<Map<?, ?>> logs(Answer answer) {
    List<?> logs = assertInstanceOf(List.class, data(answer).get("logs"));
    return logs.stream().<Map<?, ?>>map(each -> assertInstanceOf(Map.class, each)).toList();
  }

  private static List<Object> texts(Answer answer) {
    return logs(answer).stream().<Object>map(each -> String.valueOf(each.get("text"))).toList();
  }

  private static LogLine line(long second, Level level, String worker, String text) {
    return new LogLine(Instant.ofEpochSecond(second, 250_000_000), level, worker, text);
  }
}
