package vj.bus.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.control.WorkerName;
import vj.bus.status.LogLine.Level;
import vj.bus.status.ServiceManager.LogRequest;

@Timeout(20)
final class LogFilesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

  @TempDir private Path directory;

  private final List<LogFiles> open = new ArrayList<>();
  private final LinkedBlockingQueue<String> news = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    open.forEach(LogFiles::close);
  }

  private LogFiles files() {
    LogFiles files = new LogFiles(List.of(directory), () -> NOW);
    open.add(files);
    return files;
  }

  private static LogRequest request(LogFilter filter, int lines) {
    return new LogRequest(filter, lines, false);
  }

  private static String line(int second, String level, String text) {
    return "2026-11-22T20:00:%02d.000+01:00 %-6s%s\n".formatted(second, level, text);
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(
        directory.resolve(name),
        String.join("", lines),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private List<String> latest(LogFilter filter, int lines) throws IOException {
    return texts(files().latest(request(filter, lines)));
  }

  private static List<String> texts(List<LogLine> lines) {
    return lines.stream().map(line -> line.worker() + " " + line.text()).toList();
  }

  /// Follows from now on.
  private void follow(LogFilter filter) throws IOException {
    LogFiles files = files();
    files.latest(new LogRequest(filter, 0, true));
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            files.follow(filter, line -> news.add(line.level() + " " + line.text()));
          } catch (IOException | InterruptedException e) {
            news.add(e.toString());
          }
        });
  }

  private String next() throws InterruptedException {
    return Objects.requireNonNull(news.poll(10, TimeUnit.SECONDS), "nothing came");
  }

  @Test
  void readsTimeAndLevel() throws IOException {
    write("osc-debugger.log", line(5, "WARN", "no room: 12 lost"));

    assertEquals(
        List.of(
            new LogLine(
                Instant.parse("2026-11-22T19:00:05Z"),
                Level.WARN,
                "osc-debugger",
                "no room: 12 lost")),
        files().latest(request(LogFilter.ALL, 5)));
  }

  @Test
  void mergesTheFilesByTime() throws IOException {
    write("audio.log", line(1, "INFO", "a1"), line(4, "INFO", "a4"), line(5, "INFO", "a5"));
    write("lyrics.log", line(2, "INFO", "l2"), line(3, "INFO", "l3"));

    assertEquals(
        List.of("lyrics l2", "lyrics l3", "audio a4", "audio a5"), latest(LogFilter.ALL, 4));
  }

  @Test
  void givesALineWithoutATimeThatOfTheOneBefore() throws IOException {
    write("audio.log", line(1, "ERROR", "no device"), "java.lang.Error: x\n", "\tat y\n");
    write("lyrics.log", line(2, "INFO", "later"));

    List<LogLine> lines = files().latest(request(LogFilter.ALL.atLeast(Level.ERROR), 9));

    assertEquals(
        List.of("audio no device", "audio java.lang.Error: x", "audio \tat y"), texts(lines));
    assertEquals(Instant.parse("2026-11-22T19:00:01Z"), lines.getLast().time());
  }

  /// What a JVM says that could not start.
  @Test
  void givesAFileWithoutTimesThatOfItsLastChange() throws IOException {
    write("audio.log", "Error occurred during initialization of VM\n", "Could not reserve\n");
    Instant changed = Instant.parse("2026-11-22T19:00:05Z");
    Files.setLastModifiedTime(directory.resolve("audio.log"), FileTime.from(changed));

    List<LogLine> lines = files().latest(request(LogFilter.ALL, 9));

    assertEquals(2, lines.size());
    assertEquals(changed, lines.getFirst().time());
  }

  @Test
  void goesOnInTheRotatedFiles() throws IOException {
    write("audio.log.2", line(1, "INFO", "one"));
    write("audio.log.1", line(2, "INFO", "two"), line(3, "WARN", "three"));
    write("audio.log", line(4, "INFO", "four"));

    assertEquals(List.of("audio two", "audio three", "audio four"), latest(LogFilter.ALL, 3));
    assertEquals(4, latest(LogFilter.ALL, 10).size());
  }

  @Test
  void hasThePastOfAFileThatIsJustBeingRotated() throws IOException {
    write("audio.log.1", line(1, "INFO", "one"));

    List<LogLine> lines = files().latest(new LogRequest(LogFilter.ALL, 9, true));

    assertEquals(List.of("audio one"), texts(lines));
  }

  @Test
  void filtersBeforeItCounts() throws IOException {
    write("audio.log", line(1, "WARN", "device gone"), line(2, "WARN", "Device back"));
    write("lyrics.log", line(3, "WARN", "device of words"));
    for (int i = 0; i < 20_000; i++) {
      write("audio.log", line(30, "INFO", "level " + i));
    }
    LogFilter filter =
        LogFilter.ALL
            .of(List.of(WorkerName.AUDIO))
            .atLeast(Level.WARN)
            .from(Instant.parse("2026-11-22T19:00:02Z"))
            .matching(Pattern.compile("device", Pattern.CASE_INSENSITIVE));

    assertEquals(List.of("audio Device back"), latest(filter, 5));
  }

  @Test
  void saysThatThereIsNoFile() throws IOException {
    write("notes.log", line(1, "INFO", "of nobody"));

    assertThrows(NoSuchFileException.class, () -> latest(LogFilter.ALL, 5));
  }

  @Test
  void survivesHostileBytes() throws IOException {
    byte[] bytes = new byte[200_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 7 % 256);
    }
    Files.write(directory.resolve("audio.log"), bytes);
    write(
        "audio.log", "\n", "2026-99-99T99:99:99.999+99:99 INFO  x\n", line(7, "LOUD", "odd level"));
    write("audio.log", "z".repeat(1_000_000) + "\n", line(8, "INFO", "the end"));

    List<LogLine> lines = files().latest(request(LogFilter.ALL, 100_000));

    assertEquals("the end", lines.getLast().text());
    assertEquals(BackwardLines.LONGEST, lines.get(lines.size() - 2).text().length());
    assertEquals("LOUD  odd level", lines.get(lines.size() - 3).text());
  }

  @Test
  void givesEveryLineOnceWhereverTheBlocksEnd() throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      String words = i + " " + "é♥".repeat(i % 97);
      text.append(line(i * 60 / 5_000, "INFO", words));
      expected.add("audio " + words);
    }
    write("audio.log", text.toString());

    assertEquals(expected, latest(LogFilter.ALL, 10_000));
  }

  @Test
  void followsWhatIsWritten() throws Exception {
    write("audio.log", line(1, "INFO", "before"));
    follow(LogFilter.ALL);

    write("audio.log", line(2, "WARN", "one"), "\tat two\n", "20");
    write("audio.log", line(3, "INFO", "three").substring(2));

    assertEquals("WARN one", next());
    assertEquals("WARN \tat two", next());
    assertEquals("INFO three", next());
  }

  @Test
  void followsAFileThatIsCutShort() throws Exception {
    write("audio.log", line(1, "INFO", "a long line before"), line(2, "INFO", "and one more"));
    follow(LogFilter.ALL);

    Files.writeString(directory.resolve("audio.log"), line(3, "INFO", "anew"));
    assertEquals("INFO anew", next());
    write("audio.log", line(4, "INFO", "and on"));

    assertEquals("INFO and on", next());
  }

  @Test
  void followsAFileThatIsRotatedAway() throws Exception {
    write("audio.log", line(1, "INFO", "before"));
    follow(LogFilter.ALL);

    write("audio.log", line(2, "INFO", "the last of the old"));
    Files.move(
        directory.resolve("audio.log"),
        directory.resolve("audio.log.1"),
        StandardCopyOption.REPLACE_EXISTING);
    write("audio.log.1", line(3, "INFO", "and a straggler"));
    write("audio.log", line(4, "INFO", "the first of the new"));

    assertEquals("INFO the last of the old", next());
    assertEquals("INFO and a straggler", next());
    assertEquals("INFO the first of the new", next());
  }

  @Test
  void followsAFileThatAppearsLater() throws Exception {
    write("audio.log", line(1, "INFO", "before"));
    follow(LogFilter.ALL);

    write("lyrics.log", line(2, "INFO", "good evening"));

    assertEquals("INFO good evening", next());
  }

  /// A process that dies in the middle of a line says no more.
  @Test
  void handsOutLastWordsWithoutAnEnd() throws Exception {
    write("audio.log", line(1, "INFO", "before"));
    follow(LogFilter.ALL);

    write("audio.log", line(2, "ERROR", "out of mem").stripTrailing());

    assertEquals("ERROR out of mem", next());
  }

  @Test
  void staysQuietUntilSomethingMatches() throws Exception {
    write("audio.log", line(1, "INFO", "before"));
    follow(LogFilter.ALL.atLeast(Level.ERROR));

    write("audio.log", line(2, "INFO", "calm"), line(3, "WARN", "hm"), line(4, "ERROR", "broken"));

    assertEquals("ERROR broken", next());
    assertTrue(news.isEmpty());
  }

  @Test
  void followsALineLongerThanItKeeps() throws Exception {
    write("audio.log", line(1, "INFO", "before"));
    follow(LogFilter.ALL);

    Files.write(
        directory.resolve("audio.log"),
        ("x".repeat(1_000_000) + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.APPEND);
    write("audio.log", line(2, "INFO", "after"));

    assertEquals(BackwardLines.LONGEST + "INFO ".length(), next().length());
    assertEquals("INFO after", next());
  }
}
