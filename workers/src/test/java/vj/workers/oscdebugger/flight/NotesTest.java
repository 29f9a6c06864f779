package vj.workers.oscdebugger.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vj.bus.status.LogLine;
import vj.workers.oscdebugger.record.Recorded;

class NotesTest {

  private final Notes notes = new Notes();

  @Test
  void aFloodOfLinesCostsTheWorkerThatFloods() {
    notes.add(change("status: running -> degraded"));
    notes.add(line("lyrics", "the only one"));
    for (int i = 0; i < 10_000; i++) {
      notes.add(line("audio", "line %d %s".formatted(i, "x".repeat(90))));
    }

    List<String> left = left();

    assertEquals("status: running -> degraded", left.getFirst());
    assertEquals("the only one", left.get(1));
    assertTrue(left.getLast().startsWith("line 9999 "), left.getLast());
    assertTrue(left.size() > 1_700 && left.size() < 1_900, "" + left.size());
    assertEquals(10_002, left.size() + notes.missed());
  }

  @Test
  void aFloodOfChangesHasALimitToo() {
    notes.add(line("audio", "a line"));
    for (int i = 0; i < 10_000; i++) {
      notes.add(change("change " + i));
    }

    List<String> left = left();

    assertEquals(Notes.MOST_CHANGES + 1, left.size());
    assertEquals("change 8976", left.getFirst());
    assertEquals("a line", left.getLast());
  }

  private List<String> left() {
    List<String> texts = new ArrayList<>();
    for (Optional<Recorded> next = notes.take(); next.isPresent(); next = notes.take()) {
      texts.add(text(next.get()));
    }
    return texts;
  }

  private static String text(Recorded note) {
    return switch (note) {
      case Recorded.Log(LogLine line) -> line.text();
      case Recorded.Change(_, _, String text) -> text;
      case Recorded.Datagram _, Recorded.End _ -> "no note";
    };
  }

  private static Recorded line(String worker, String text) {
    return new Recorded.Log(new LogLine(Instant.EPOCH, LogLine.Level.INFO, worker, text));
  }

  private static Recorded change(String text) {
    return new Recorded.Change(Instant.EPOCH, "audio_analyzer", text);
  }
}
