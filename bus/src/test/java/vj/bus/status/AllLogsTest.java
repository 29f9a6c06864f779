package vj.bus.status;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.status.ServiceManager.LogRequest;
import vj.bus.status.ServiceManager.UnreachableException;

@Timeout(20)
final class AllLogsTest {

  @TempDir private Path directory;

  private final List<String> problems = new ArrayList<>();
  private Path logs = Path.of("/nowhere");
  private FakePrograms programs = new FakePrograms(logs);

  @BeforeEach
  void prepare() throws IOException {
    logs = directory.resolve("state/logs");
    programs = new FakePrograms(Files.createDirectory(directory.resolve("path")));
  }

  private LogLines open(int lines, boolean follow) throws IOException {
    return open(new LogRequest(LogFilter.ALL, lines, follow));
  }

  private LogLines open(LogRequest request) throws IOException {
    return new AllLogs(
            programs.environment(Map.of()),
            directory.resolve("state"),
            () -> Instant.ofEpochSecond(9_000),
            problems::add)
        .open(request);
  }

  private static String line(long second, String text) {
    return "1970-01-01T00:00:%02d.000+00:00 INFO  %s\n".formatted(second, text);
  }

  private void write(String... lines) throws IOException {
    Files.createDirectories(logs);
    Files.writeString(
        logs.resolve("lyrics.log"),
        String.join("", lines),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static List<String> all(LogLines lines) throws IOException, InterruptedException {
    List<String> texts = new ArrayList<>();
    for (Optional<LogLine> line = lines.next(); line.isPresent(); line = lines.next()) {
      texts.add(line.get().text());
    }
    return texts;
  }

  private static String next(LogLines lines) throws IOException, InterruptedException {
    return lines.next().orElseThrow().text();
  }

  @Test
  void mergesJournalAndFilesByTime() throws Exception {
    programs.program(
        "journalctl",
        "echo '%s'; echo '%s'"
            .formatted(JournalTest.entry(4, 6, "j4"), JournalTest.entry(2, 6, "j2")));
    write(line(1, "f1"), line(3, "f3"), line(5, "f5"));

    try (LogLines lines = open(4, false)) {
      assertEquals(List.of("j2", "f3", "j4", "f5"), all(lines));
    }
    assertEquals(List.of(), problems);
  }

  @Test
  void isContentWithAJournalAlone() throws Exception {
    programs.program("journalctl", "echo '" + JournalTest.entry(4, 6, "j4") + "'");

    try (LogLines lines = open(4, false)) {
      assertEquals(List.of("j4"), all(lines));
    }
    assertEquals(List.of(), problems);
  }

  @Test
  void isContentWithFilesAlone() throws Exception {
    write(line(1, "f1"));

    try (LogLines lines = open(4, false)) {
      assertEquals(List.of("f1"), all(lines));
    }
    assertEquals(List.of(), problems);
  }

  @Test
  void tellsOfAJournalThatItMayNotRead() throws Exception {
    programs.program(
        "journalctl",
        "echo 'No journal files were opened due to insufficient permissions.' >&2; exit 1");
    write(line(1, "f1"));

    try (LogLines lines = open(4, false)) {
      assertEquals(List.of("f1"), all(lines));
    }
    assertEquals(
        List.of("No journal files were opened due to insufficient permissions."), problems);
  }

  @Test
  void saysWhyThereIsNothing() throws Exception {
    programs.program("journalctl", "echo 'No journal files were found.' >&2");

    try (LogLines lines = open(4, true)) {
      IOException e = assertThrows(IOException.class, lines::next);
      assertEquals("No journal files were found.", e.getMessage());
    }
  }

  private static LogRequest recursing(boolean follow) {
    return new LogRequest(LogFilter.ALL.matching(Pattern.compile("(a|.)*x")), 9, follow);
  }

  @Test
  void saysThatALineIsTooLongForThePattern() throws Exception {
    write(line(1, "a".repeat(16_000)));

    try (LogLines lines = open(recursing(false))) {
      IOException e = assertThrows(IOException.class, lines::next);
      assertEquals("a line is too long for this pattern", e.getMessage());
    }
  }

  @Test
  void endsWhenANewLineIsTooLongForThePattern() throws Exception {
    write(line(1, "ax"));

    try (LogLines lines = open(recursing(true))) {
      assertEquals("ax", next(lines));
      write(line(2, "a".repeat(16_000)));

      IOException e = assertThrows(IOException.class, lines::next);
      assertEquals("a line is too long for this pattern", e.getMessage());
    }
  }

  /// A file that is there and cannot be read, by root neither: the speed of what has none.
  private void unreadable(String name) throws IOException {
    Path speed = Path.of("/sys/class/net/lo/speed");
    assumeTrue(Files.isRegularFile(speed));
    assertThrows(IOException.class, () -> Files.readString(speed));
    Files.createDirectories(logs);
    Files.createSymbolicLink(logs.resolve(name), speed);
  }

  @Test
  void oneFileThatCannotBeReadHidesNoOther() throws Exception {
    unreadable("audio.log");
    write(line(1, "f1"));

    for (boolean follow : List.of(false, true)) {
      problems.clear();
      try (LogLines lines = open(4, follow)) {
        assertEquals("f1", next(lines));
      }
      assertEquals(List.of(logs.resolve("audio.log") + ": Invalid argument"), problems);
    }
  }

  @Test
  void saysWhyNoFileCanBeRead() throws Exception {
    unreadable("audio.log");

    try (LogLines lines = open(4, false)) {
      IOException e = assertThrows(IOException.class, lines::next);
      assertEquals(logs.resolve("audio.log") + ": Invalid argument", FaultText.of(e));
    }
  }

  @Test
  void goesOnWithTheOthersWhenAFileCanBeReadNoLonger() throws Exception {
    write(line(1, "f1"));

    try (LogLines lines = open(4, true)) {
      assertEquals("f1", next(lines));
      unreadable("audio.log");
      await()
          .until(() -> {
            write(line(2, "f2"));
            assertEquals("f2", next(lines));
            return !problems.isEmpty();
          });
    }
    assertEquals(List.of(logs.resolve("audio.log") + ": Invalid argument"), problems);
  }

  @Test
  void saysThatThereIsNoJournalAtAll() {
    assertThrows(UnreachableException.class, () -> open(4, true));
  }

  /// The journal tells of its lines later than the file does of its own.
  @Test
  void putsNewLinesInOrderThatComeOutOfIt() throws Exception {
    programs.program(
        "journalctl",
        """
        case "$*" in
          *--follow*) while [ ! -e '%1$s/go' ]; do /bin/sleep 0.02; done
            /bin/sleep 0.1; echo '%2$s'; exec /bin/sleep 60 ;;
        esac
        echo '%3$s'
        """
            .formatted(directory, JournalTest.entry(7, 6, "j7"), JournalTest.entry(1, 6, "j1")));
    write(line(2, "f2"));

    try (LogLines lines = open(9, true)) {
      assertEquals("j1", next(lines));
      assertEquals("f2", next(lines));
      write(line(8, "f8"));
      Files.createFile(directory.resolve("go"));

      assertEquals("j7", next(lines));
      assertEquals("f8", next(lines));
    }
  }

  @Test
  void goesOnWithTheFilesWhenTheJournalEnds() throws Exception {
    programs.program("journalctl", "echo '" + JournalTest.entry(1, 6, "j1") + "'");
    write(line(2, "f2"));

    try (LogLines lines = open(9, true)) {
      assertEquals("j1", next(lines));
      assertEquals("f2", next(lines));
      assertEquals("j1", next(lines)); // this journalctl knows nothing else to say
      write(line(3, "f3"));
      assertEquals("f3", next(lines));
    }
    assertEquals(List.of("journalctl has ended"), problems);
  }

  @Test
  void endsOnlyWhoReads() throws Exception {
    programs.program("journalctl", "exec /bin/sleep 60");
    LogLines lines = open(9, true);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              try {
                interrupted.complete(lines.next().isEmpty());
              } catch (InterruptedException _) {
                interrupted.complete(true);
              } catch (IOException e) {
                interrupted.completeExceptionally(e);
              }
            });

    reader.interrupt();

    assertTrue(interrupted.get(5, TimeUnit.SECONDS));
    lines.close();
  }

  @Test
  void closingEndsTheReading() throws Exception {
    programs.program("journalctl", "case \"$*\" in *--follow*) exec /bin/sleep 60 ;; esac");
    write(line(1, "f1"));
    LogLines lines = open(9, true);
    assertEquals("f1", next(lines));
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            ended.complete(lines.next().isEmpty());
          } catch (IOException | InterruptedException e) {
            ended.completeExceptionally(e);
          }
        });

    lines.close();

    assertTrue(ended.get(5, TimeUnit.SECONDS));
  }
}
