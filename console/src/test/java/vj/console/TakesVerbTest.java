package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Json;

@Timeout(30)
final class TakesVerbTest {

  @Test
  void listsTheNewestLast() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage)) {
      debugger.take("set", "2026-11-22T02:00:00Z", true);
      debugger.take("check", "2026-11-21T19:00:00Z", false);
      debugger.take("torn", "1970-01-01T00:00:00Z", false);
      stage.vj("replay", "set", "--detach");
      stage.vj("record", "now", "--detach");

      Stage.Outcome outcome = stage.vj("takes");

      assertEquals(0, outcome.exitCode(), outcome::toString);
      List<String> lines = outcome.lines();
      assertEquals(5, lines.size());
      assertTrue(
          lines.get(4).matches("now +1:23 +12,345 +1.2 MB +is being recorded"), lines.get(4));
      assertTrue(
          lines.get(2).matches("check +2026-11-2\\d \\d\\d:\\d\\d +.* +cut off"), lines.get(2));
      assertTrue(lines.get(1).endsWith("cannot be read"), lines.get(1));
      assertTrue(lines.get(3).endsWith("3:25      88,204   9.1 MB   plays"), lines.get(3));
    }
  }

  @Test
  void printsJsonAndNothingElse() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage)) {
      debugger.take("set", "2026-11-22T02:00:00Z", true);

      Stage.Outcome outcome = stage.vj("takes", "--json");

      assertEquals(
          "2026-11-22T02:00:00Z",
          Fields.of(Json.object(outcome.out(), "out")).each("takes").getFirst().text("recorded"));
    }
  }

  @Test
  void saysHowToMakeTheFirst() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger _ = FakeDebugger.start(stage)) {
      Stage.Outcome outcome = stage.vj("takes");

      assertEquals(List.of("no takes yet; record one: vj record NAME"), outcome.lines());
    }
  }

  @Test
  void asksBeforeATakeIsGone() throws Exception {
    try (Stage stage = Stage.open().onTerminal();
        FakeDebugger debugger = FakeDebugger.start(stage)) {
      debugger.take("set", "2026-11-22T02:00:00Z", true);

      Stage.Outcome kept = stage.typing("\n").vj("takes", "delete", "set");
      assertTrue(kept.out().endsWith("[y/N] kept set" + System.lineSeparator()), kept::out);
      assertEquals(List.of("set"), debugger.takes());

      Stage.Outcome deleted = stage.typing("y\n").vj("takes", "delete", "set");
      assertTrue(deleted.out().endsWith("deleted set" + System.lineSeparator()), deleted::out);
      assertEquals(List.of(), debugger.takes());
    }
  }

  @Test
  void deletesNothingWhereNobodyCanBeAsked() throws Exception {
    try (Stage stage = Stage.open();
        FakeDebugger debugger = FakeDebugger.start(stage)) {
      debugger.take("set", "2026-11-22T02:00:00Z", true);

      assertEquals(64, stage.typing("y\n").vj("takes", "delete", "set").exitCode());
      assertEquals(List.of("set"), debugger.takes());

      assertEquals(0, stage.vj("takes", "delete", "set", "--yes").exitCode());
      assertEquals(List.of(), debugger.takes());
    }
  }

  @Test
  void doesNotAskAboutATakeThatIsNot() throws Exception {
    try (Stage stage = Stage.open().onTerminal();
        FakeDebugger _ = FakeDebugger.start(stage)) {
      Stage.Outcome outcome = stage.vj("takes", "delete", "sett");

      assertEquals(1, outcome.exitCode());
      assertEquals("vj: there is no take sett; did you mean set?", outcome.err().strip());
      assertEquals("", outcome.out());
    }
  }

  @Test
  void exportsMoreThanFitsInAPipe() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "/usr/bin/seq 1 1000000");

      Stage.Outcome outcome = stage.vj("takes", "export", "set");

      assertEquals(0, outcome.exitCode(), outcome::err);
      assertEquals(6_888_896, outcome.out().length());
      assertEquals(
          List.of("osc-debugger --export set oscsendfile"), stage.image().called("vj-worker"));
    }
  }

  @Test
  void makesAFileOnlyOfAWholeExport() throws Exception {
    try (Stage stage = Stage.open()) {
      Path file = stage.root().resolve("set.jsonl");
      String[] export = {"takes", "export", "set", "--as", "jsonl", "-o", file.toString()};

      stage.image().program("vj-worker", "echo '{}'; echo 'torn: set' >&2; exit 1");
      Stage.Outcome failed = stage.vj(export);
      assertEquals(1, failed.exitCode());
      assertEquals("torn: set", failed.err().strip());
      assertFalse(Files.exists(file));

      stage.image().program("vj-worker", "echo '{}'");
      Stage.Outcome done = stage.vj(export);
      assertEquals(List.of(file + ", 3 B"), done.lines());
      assertEquals("{}\n", Files.readString(file));
      assertFalse(Files.exists(stage.root().resolve(".set.jsonl.part")));
      assertEquals("osc-debugger --export set jsonl", stage.image().called("vj-worker").getLast());
    }
  }

  @Test
  void tellsASlipFromAWorkerThatIsDown() throws Exception {
    try (Stage stage = Stage.open()) {
      assertEquals(64, stage.vj("takes", "export", "set", "--as", "midi").exitCode());
      assertEquals(64, stage.vj("takes", "export").exitCode());
      assertEquals(64, stage.vj("takes", "delete").exitCode());

      assertEquals(69, stage.vj("takes").exitCode());
      assertEquals(69, stage.vj("takes", "delete", "set", "--yes").exitCode());
    }
  }
}
