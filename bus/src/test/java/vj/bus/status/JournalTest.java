package vj.bus.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.control.WorkerName;
import vj.bus.status.LogLine.Level;
import vj.bus.status.ServiceManager.LogRequest;

@Timeout(20)
final class JournalTest {

  @TempDir private Path directory;

  /// One entry of the audio worker as `journalctl -o json` prints it.
  static String entry(long second, int priority, String message) {
    return """
    {"__REALTIME_TIMESTAMP":"%d000000","__CURSOR":"c%d","PRIORITY":"%d","MESSAGE":"%s",\
    "_SYSTEMD_USER_UNIT":"vj-audio.service","_BOOT_ID":"b","__MONOTONIC_TIMESTAMP":"1"}\
    """
        .formatted(second, second, priority, message);
  }

  /// What systemd 252 printed of two workers, the oldest first.
  private static List<String> recorded() throws IOException {
    try (InputStream in = JournalTest.class.getResourceAsStream("journal.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  private Journal journal(String body) throws IOException {
    FakePrograms programs = new FakePrograms(directory).program("journalctl", body);
    return new Journal(Program.find("journalctl", programs.environment(Map.of())).orElseThrow());
  }

  /// One that prints these, whatever it is asked for.
  private Journal printing(List<String> lines) throws IOException {
    return printing(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private Journal printing(byte[] output) throws IOException {
    Path file = directory.resolve("output");
    Files.write(file, output);
    return journal("exec /bin/cat '" + file + "'");
  }

  private String asked() throws IOException {
    return new FakePrograms(directory).called("journalctl").getLast();
  }

  private static LogRequest request(LogFilter filter, int lines) {
    return new LogRequest(filter, lines, false);
  }

  private static List<String> texts(List<LogLine> lines) {
    return lines.stream().map(LogLine::text).toList();
  }

  @Test
  void readsWhatARealJournalPrinted() throws Exception {
    List<String> newestFirst = new ArrayList<>(recorded());
    Collections.reverse(newestFirst);

    List<LogLine> lines = printing(newestFirst).latest(request(LogFilter.ALL, 100));

    assertEquals(
        new LogLine(
            Instant.parse("2026-11-22T12:03:24.726011Z"),
            Level.INFO,
            "audio",
            "Starting vj-audio.service..."),
        lines.getFirst());
    assertEquals(Level.WARN, lines.get(3).level());
    assertEquals(Level.ERROR, lines.get(4).level());
    assertEquals("\tat vj.workers.audio.Capture.open(Capture.java:42)", lines.get(5).text());
    assertEquals(Level.DEBUG, lines.get(6).level());
    assertEquals("caf\uFFFD latin-1 \uFFFD\uFFFD", lines.get(7).text());
    assertEquals("esc \u001b[31mred\u001b[0m bell \u0007", lines.get(8).text());
    assertEquals("unicode: Björk – Jóga ♥ 𝄞", lines.get(9).text());
    assertEquals(
        List.of("line one", "line two", "line three"),
        texts(lines).stream().filter(text -> text.startsWith("line ")).toList());
    assertTrue(
        lines.contains(
            new LogLine(
                Instant.parse("2026-11-22T12:03:24.751726Z"), Level.INFO, "lyrics", "last words")),
        lines::toString);
    assertEquals(24, lines.size());
  }

  @Test
  void asksForTheWorkersInEveryWayInWhichTheyAreNamed() throws Exception {
    printing(List.of()).latest(request(LogFilter.ALL.of(List.of(WorkerName.AUDIO)), 5));

    assertEquals(
        "--user --no-pager --output=json --all"
            + " --output-fields=MESSAGE,PRIORITY,_SYSTEMD_USER_UNIT,USER_UNIT,SYSLOG_IDENTIFIER"
            + " --reverse _SYSTEMD_USER_UNIT=vj-audio.service + USER_UNIT=vj-audio.service"
            + " + SYSLOG_IDENTIFIER=vj-audio",
        asked());
  }

  @Test
  void leavesToJournalctlWhatItCanSelect() throws Exception {
    LogFilter filter =
        LogFilter.ALL
            .atLeast(Level.WARN)
            .from(Instant.ofEpochSecond(1_000, 700_000_000))
            .matching(Pattern.compile("no samples|device .*gone", Pattern.CASE_INSENSITIVE));

    printing(List.of()).latest(request(filter, 5));

    assertTrue(
        asked()
            .contains(
                "--reverse --grep=no samples|device .*gone --case-sensitive=no --since=@1000"
                    + " --priority=warning _S"),
        asked());
  }

  /// `.` is a byte for journalctl and a character for us, `^` the message's begin or the line's.
  @Test
  void keepsToItselfAPatternThatJournalctlMayReadDifferently() throws Exception {
    Journal journal = printing(List.of(entry(2, 6, "two"), entry(1, 6, "one")));

    List<LogLine> lines =
        journal.latest(request(LogFilter.ALL.matching(Pattern.compile("^o.e$")), 5));

    assertFalse(asked().contains("--grep"), asked());
    assertEquals(List.of("one"), texts(lines));
  }

  @Test
  void searchesItselfWhereJournalctlCannot() throws Exception {
    Journal journal =
        journal(
            """
            case "$*" in
              *--grep*) echo 'Compiled without pattern matching support' >&2; exit 1 ;;
            esac
            echo '%s'; echo '%s'
            """
                .formatted(entry(2, 6, "two"), entry(1, 6, "one")));

    List<LogLine> lines =
        journal.latest(request(LogFilter.ALL.matching(Pattern.compile("one")), 5));

    assertEquals(List.of("one"), texts(lines));
  }

  @Test
  void readsNoFurtherThanItMust() throws Exception {
    Path end = directory.resolve("end");
    Journal journal =
        journal(
            """
            i=0
            while [ $i -lt 20000 ]; do echo '%s'; echo '%s'; i=$((i+1)); done
            : >'%s'
            """
                .formatted(entry(2, 3, "again"), entry(1, 6, "x"), end));

    List<LogLine> lines = journal.latest(request(LogFilter.ALL.atLeast(Level.ERROR), 50));

    assertEquals(50, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.text().equals("again")));
    assertFalse(Files.exists(end), "all of the journal was read");
  }

  @Test
  void countsLinesAfterTheFilter() throws Exception {
    Journal journal =
        printing(
            List.of(entry(5, 6, "e"), entry(4, 3, "d1\\nd2"), entry(3, 6, "c"), entry(2, 4, "b")));

    List<LogLine> lines = journal.latest(request(LogFilter.ALL.atLeast(Level.WARN), 2));

    assertEquals(List.of("d1", "d2"), texts(lines));
  }

  @Test
  void leavesOutWhatIsBeforeTheFractionOfASecond() throws Exception {
    Journal journal = printing(List.of(entry(5, 6, "e"), entry(4, 6, "d")));

    List<LogLine> lines =
        journal.latest(request(LogFilter.ALL.from(Instant.ofEpochMilli(4_500)), 9));

    assertEquals(List.of("e"), texts(lines));
  }

  @Test
  void survivesWhatIsNoEntry() throws Exception {
    String nested = "[".repeat(5_000);
    String foreign = entry(3, 6, "foreign").replace("vj-audio.service", "ssh.service");
    List<String> hostile =
        List.of(
            "",
            "no JSON",
            "{",
            "[]",
            "null",
            nested,
            entry(3, 6, "y").replace("3000000", "soon"),
            foreign,
            entry(4, 6, "x".repeat(1_000_000)),
            entry(3, 6, "y").replace("\"3000000\"", "99999999999999999999"),
            entry(3, 6, "y").replace("\"y\"", "null"),
            entry(3, 6, "y").replace("\"y\"", "{\"a\":1}"),
            entry(3, 99, "odd priority"),
            entry(2, 6, "y").replace("\"y\"", "[300,-1,104,105]"),
            entry(2, 6, "y").replace("\"y\"", "[\"several\",[118,97,108],\"ues\"]"),
            "\u0000\u0001\u001b[2J",
            entry(1, 6, "the end"));

    List<LogLine> lines = printing(hostile).latest(request(LogFilter.ALL, 100));

    assertEquals(
        List.of("the end", "several", "val", "ues", ",\uFFFDhi", "odd priority"), texts(lines));
  }

  @Test
  void survivesBytesThatAreNoText() throws Exception {
    byte[] garbage = new byte[300_000];
    for (int i = 0; i < garbage.length; i++) {
      garbage[i] = (byte) (i * 31);
    }
    byte[] last = ("\n" + entry(1, 6, "the end")).getBytes(StandardCharsets.UTF_8);
    byte[] output = java.util.Arrays.copyOf(garbage, garbage.length + last.length);
    System.arraycopy(last, 0, output, garbage.length, last.length);

    List<LogLine> lines = printing(output).latest(request(LogFilter.ALL, 100));

    assertEquals(List.of("the end"), texts(lines));
  }

  @Test
  void goesOnBehindTheNewestLineItHasSeen() throws Exception {
    Journal journal =
        journal(
            """
            case "$*" in
              *--follow*) echo '%s'; echo '%s'; exec /bin/sleep 60 ;;
            esac
            echo '%s'; echo '%s'
            """
                .formatted(
                    entry(5, 6, "quiet"), entry(6, 3, "loud"),
                    entry(4, 6, "unwanted"), entry(3, 3, "before")));
    LogFilter filter = LogFilter.ALL.atLeast(Level.ERROR);
    LinkedBlockingQueue<LogLine> news = new LinkedBlockingQueue<>();
    CountDownLatch ended = new CountDownLatch(1);

    assertEquals(List.of("before"), texts(journal.latest(new LogRequest(filter, 9, true))));
    Thread.ofPlatform()
        .start(() -> {
          try {
            journal.follow(filter, news::add);
            ended.countDown();
          } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
          }
        });

    assertEquals("loud", Objects.requireNonNull(news.poll(5, TimeUnit.SECONDS)).text());
    assertTrue(asked().contains(" --follow --no-tail --after-cursor=c4 --priority=err "), asked());
    assertTrue(news.isEmpty());
    journal.close();
    assertTrue(ended.await(5, TimeUnit.SECONDS));
  }

  @Test
  void saysWhenJournalctlHasEndedByItself() throws Exception {
    Journal journal = journal("exit 0");
    journal.latest(new LogRequest(LogFilter.ALL, 9, true));

    IOException e = assertThrows(IOException.class, () -> journal.follow(LogFilter.ALL, _ -> {}));

    assertEquals("journalctl has ended", e.getMessage());
  }
}
