package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vj.bus.control.Json;

@Timeout(30)
final class LogsVerbTest {

  private static final long SECOND = 1_790_000_000;

  private static String entry(long second, int priority, String unit, String message) {
    return """
    {"__REALTIME_TIMESTAMP":"%d250000","__CURSOR":"c","PRIORITY":"%d","MESSAGE":"%s",\
    "_SYSTEMD_USER_UNIT":"%s.service"}\
    """
        .formatted(second, priority, message, unit);
  }

  /// A journal that has two lines, as journalctl prints them when asked for the newest first.
  private static void journal(Stage stage) throws Exception {
    stage
        .programs()
        .program(
            "journalctl",
            "echo '%s'; echo '%s'"
                .formatted(
                    entry(SECOND + 1, 4, "vj-osc-debugger", "no room"),
                    entry(SECOND, 6, "vj-audio", "device [open]")));
  }

  private static String local(long second) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
        .format(Instant.ofEpochSecond(second).atZone(ZoneId.systemDefault()));
  }

  private static Path file(Stage stage, String... lines) throws Exception {
    Path file = stage.root().resolve("state/logs/lyrics.log");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, String.join("", lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return file;
  }

  @Test
  void printsColumnsInTheOrderOfTime() throws Exception {
    try (Stage stage = Stage.open()) {
      journal(stage);

      Stage.Outcome outcome = stage.vj("logs");

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(
          List.of(
              local(SECOND) + ".250  audio         INFO   device [open]",
              local(SECOND + 1) + ".250  osc-debugger  WARN   no room"),
          outcome.lines());
    }
  }

  @Test
  void printsAnObjectForEachLine() throws Exception {
    try (Stage stage = Stage.open()) {
      journal(stage);

      Stage.Outcome outcome = stage.vj("logs", "--json");

      assertEquals(
          Map.of(
              "timestamp",
              SECOND + 0.25,
              "level",
              "info",
              "worker",
              "audio",
              "text",
              "device [open]"),
          Json.object(outcome.lines().getFirst(), "out"));
    }
  }

  @Test
  void passesOnWhatIsWanted() throws Exception {
    try (Stage stage = Stage.open()) {
      journal(stage);

      stage.vj(
          "logs",
          "--level",
          "warn",
          "--since",
          "1970-01-01T00:10Z",
          "--grep",
          "room",
          "osc_debugger");

      String asked = stage.programs().called("journalctl").getLast();
      assertTrue(
          asked.contains("--grep=room --case-sensitive=no --since=@600 --priority=warning"), asked);
      assertTrue(asked.endsWith(" SYSLOG_IDENTIFIER=vj-osc-debugger"), asked);
    }
  }

  @Test
  void countsCapitalsIfThePatternHasAny() throws Exception {
    try (Stage stage = Stage.open()) {
      journal(stage);

      assertEquals(1, stage.vj("logs", "--grep", "no room").lines().size());
      assertEquals(0, stage.vj("logs", "--grep", "NO ROOM").lines().size());
      assertEquals(1, stage.vj("logs", "--grep", "\\[OPEN\\]|\\[open\\]").lines().size());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--grep | a(b | vj: --grep a(b: Unclosed group at character 4",
        "--since | soon | vj: --since takes 10m, 2h, 1d12h, 14:30, today,",
        "--level | loud | vj: --level takes debug, info, warn or error, not loud",
        "-n | -1 | vj: -n takes a number from 0 to 100000, not -1"
      })
  void namesWhatItTakes(String option, String value, String message) throws Exception {
    try (Stage stage = Stage.open()) {
      Stage.Outcome outcome = stage.vj("logs", option, value);

      assertEquals(64, outcome.exitCode(), outcome::toString);
      assertTrue(outcome.err().startsWith(message), outcome::err);
    }
  }

  @Test
  void letsNoLineControlTheTerminal() throws Exception {
    try (Stage stage = Stage.open()) {
      file(stage, "2026-11-22T20:00:00.000+01:00 INFO  \u001b[2Jgone\tx\n");

      Stage.Outcome outcome = stage.vj("logs");

      assertTrue(outcome.out().endsWith("INFO   \\x1b[2Jgone    x\n"), outcome::out);
    }
  }

  @Test
  void saysWhereLogsAreWhenThereIsNoJournal() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.programs().program("journalctl", "echo 'No journal files were found.' >&2; exit 1");

      Stage.Outcome outcome = stage.vj("logs");

      assertEquals(1, outcome.exitCode());
      assertTrue(outcome.err().contains("No journal files were found."), outcome.err());
      assertTrue(outcome.err().contains("Storage=persistent"), outcome.err());
      assertTrue(outcome.err().contains("usermod -aG systemd-journal"), outcome.err());
      assertTrue(outcome.err().contains(stage.root() + "/state/logs"), outcome.err());
    }
  }

  @Test
  void showsFilesEvenIfTheJournalIsKeptFromUs() throws Exception {
    try (Stage stage = Stage.open()) {
      stage
          .programs()
          .program(
              "journalctl",
              "echo 'No journal files were opened due to insufficient permissions.' >&2; exit 1");
      file(stage, "2026-11-22T20:00:00.000+01:00 INFO  words\n");

      Stage.Outcome outcome = stage.vj("logs");

      assertEquals(0, outcome.exitCode());
      assertEquals(1, outcome.lines().size());
      assertTrue(outcome.err().startsWith("vj: not all lines: No journal files"), outcome.err());
    }
  }

  @Test
  void goesOnUntilItIsInterrupted() throws Exception {
    try (Stage stage = Stage.open()) {
      file(stage, "2026-11-22T20:00:00.000+01:00 INFO  before\n");
      StringWriter out = new StringWriter();
      CompletableFuture<Integer> exit = new CompletableFuture<>();
      Thread verb =
          Thread.ofPlatform()
              .start(() ->
                  exit.complete(
                      Vj.run(
                          stage.shell(new PrintWriter(out), new PrintWriter(new StringWriter())),
                          "logs",
                          "-f",
                          "--level",
                          "warn")));

      file(stage, "2026-11-22T20:00:01.000+01:00 INFO  calm\n");
      Path file = file(stage, "2026-11-22T20:00:02.000+01:00 WARN  one\n");
      Awaitility.await().until(() -> out.toString().contains("WARN   one\n"));
      Files.writeString(file, "2026-11-22T20:00:03.000+01:00 ERROR cut\n");
      Awaitility.await().until(() -> out.toString().contains("ERROR  cut\n"));
      verb.interrupt();

      assertEquals(0, exit.get(5, TimeUnit.SECONDS));
      assertFalse(out.toString().contains("calm"));
    }
  }
}
