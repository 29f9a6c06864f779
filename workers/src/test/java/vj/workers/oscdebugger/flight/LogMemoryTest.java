package vj.workers.oscdebugger.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vj.bus.status.LogLine;

class LogMemoryTest {

  private final LogMemory memory = new LogMemory();

  @Test
  void keepsTheLatestTwoThousandLines() {
    for (int i = 0; i < 2_500; i++) {
      memory.add(line(i, "line " + i));
    }

    assertEquals(2_000, memory.size());
    assertEquals("line 500", memory.latest(2_000, _ -> true).lines().getFirst().text());
  }

  @Test
  void keepsHalfAMegabyteOfLongLines() {
    for (int i = 0; i < 2_000; i++) {
      memory.add(line(i, "x".repeat(4_096)));
    }

    assertTrue(memory.size() * 4_096 * 2 <= 512 * 1024, "" + memory.size());
    assertTrue(memory.size() > 50, "" + memory.size());
  }

  @Test
  void aFloodCostsTheWorkerThatFloods() {
    memory.add(new LogLine(Instant.EPOCH, LogLine.Level.WARN, "lyrics", "the only one"));
    for (int i = 0; i < 10_000; i++) {
      memory.add(line(i, "line " + i));
    }

    assertEquals(
        List.of("the only one"),
        memory.latest(500, line -> line.worker().equals("lyrics")).lines().stream()
            .map(LogLine::text)
            .toList());
    assertEquals("line 9999", memory.latest(1, _ -> true).lines().getLast().text());
  }

  @Test
  void givesTheLatestOfThoseThatAreWantedByTime() {
    memory.add(line(3, "c"));
    memory.add(line(1, "a"));
    memory.add(line(4, "not this"));
    memory.add(line(2, "b"));

    LogMemory.Found found = memory.latest(2, line -> line.text().length() == 1);

    assertEquals(List.of("b", "c"), found.lines().stream().map(LogLine::text).toList());
    assertEquals(3, found.matching());
  }

  private static LogLine line(long second, String text) {
    return new LogLine(Instant.ofEpochSecond(second), LogLine.Level.INFO, "audio", text);
  }
}
