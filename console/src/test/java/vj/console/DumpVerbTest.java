package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class DumpVerbTest {

  private static final String HEADER =
      "{\"kind\":\"dump\",\"from\":\"2026-11-22T02:00:00Z\",\"to\":\"2026-11-22T02:10:00.5Z\"}";

  @Test
  void saysWhatIsInTheFileAndWhatToDoWithIt() throws Exception {
    try (Stage stage = Stage.open()) {
      Path file = stage.root().resolve("incident.jsonl.gz");
      stage
          .image()
          .program(
              "vj-worker",
              "echo \"$3: 600.5 s\"; echo '%s' | /usr/bin/gzip >\"$3\"".formatted(HEADER));

      Stage.Outcome outcome = stage.vj("dump", file.toString());

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(file + ": 600.5 s", outcome.lines().get(0));
      assertTrue(
          outcome.lines().get(1).matches("from 2026-11-2\\d \\d\\d:\\d0:00 to .* \\d\\d:\\d0:00"),
          outcome::out);
      assertEquals(
          "Attach it to a report: it holds song titles and log lines, but no secrets.",
          outcome.lines().get(2));
    }
  }

  @Test
  void saysWhenAFileIsNoneOfOurs() throws Exception {
    try (Stage stage = Stage.open()) {
      Path file = stage.root().resolve("incident.jsonl");
      for (String content : List.of("", "{}", "[]", "no JSON", "{\"from\":1,\"to\":2}")) {
        stage.image().program("vj-worker", "echo '%s' >\"$3\"".formatted(content));

        Stage.Outcome outcome = stage.vj("dump", file.toString());

        assertEquals("vj: it does not say what time it covers", outcome.err().strip(), content);
      }
    }
  }

  @Test
  void namesTheFileByDateAndTime() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "exit 1");

      stage.vj("dump");

      String called = stage.image().called("vj-worker").getFirst();
      String here = Path.of("").toAbsolutePath().toString();
      assertTrue(
          called.matches(
              "osc-debugger --dump \\Q%s\\E/vj-dump-\\d{4}-\\d\\d-\\d\\d-\\d{6}.jsonl.gz"
                  .formatted(here)),
          called);
    }
  }

  @Test
  void makesATakeWithoutAFile() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "echo 'take incident: 600.5 s'");

      Stage.Outcome outcome = stage.vj("dump", "--take", "incident");

      assertEquals(
          List.of("take incident: 600.5 s", "play it with: vj replay incident"), outcome.lines());
      assertEquals(
          List.of("osc-debugger --dump --take incident"), stage.image().called("vj-worker"));
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
