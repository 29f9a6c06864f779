package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class DumpVerbTest {

  @Test
  void saysWhereTheFileIsAndWhatToDoWithIt() throws Exception {
    try (Stage stage = Stage.open()) {
      Path file = stage.root().resolve("incident.jsonl.gz");
      stage.image().program("vj-worker", "echo '02:00:00 to 02:10:00'; echo 12345 >\"$3\"");

      Stage.Outcome outcome = stage.vj("dump", file.toString());

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(
          List.of(
              "02:00:00 to 02:10:00",
              file + ", 6 B",
              "Attach it to a report: it holds song titles and log lines, but no secrets."),
          outcome.lines());
    }
  }

  @Test
  void namesTheFileByDateAndTime() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "exit 0");

      stage.vj("dump", "--take", "incident");

      String called = stage.image().called("vj-worker").getFirst();
      String here = Path.of("").toAbsolutePath().toString();
      assertTrue(
          called.matches(
              "osc-debugger --dump \\Q%s\\E/vj-dump-\\d{4}-\\d\\d-\\d\\d-\\d{6}.jsonl.gz --take incident"
                  .formatted(here)),
          called);
    }
  }

  @Test
  void failsAsTheWorkersProgramFails() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "echo 'nothing was recorded yet' >&2; exit 1");

      Stage.Outcome outcome = stage.vj("dump", "x.jsonl");

      assertEquals(1, outcome.exitCode());
      assertEquals("nothing was recorded yet", outcome.err().strip());
      assertEquals("", outcome.out());
    }
  }
}
