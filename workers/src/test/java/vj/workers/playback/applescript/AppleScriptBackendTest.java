package vj.workers.playback.applescript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vj.workers.playback.applescript.AnswerTest.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.workers.playback.Playback;
import vj.workers.playback.RecordedReports;
import vj.workers.playback.RecordedReports.Report;

@Timeout(60)
final class AppleScriptBackendTest {

  /// As in earnest, but that nobody has time to wait for it.
  private static final Times QUICK =
      new Times(
          Duration.ofMillis(100),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          Duration.ofMillis(400));

  private final RecordedReports reports = new RecordedReports();

  @TempDir private Path folder;
  private FakeOsascript osascript;
  private AppleScriptBackend backend;

  @BeforeEach
  void prepare() throws IOException {
    osascript = FakeOsascript.in(folder);
    backend = backend(osascript.program());
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  private AppleScriptBackend backend(Path program) {
    return new AppleScriptBackend(program, QUICK, reports, System::nanoTime);
  }

  private static String spotify(String state, int millis, String title) {
    return record("spotify", state, Integer.toString(millis), "200000", "Artist", title, "Album");
  }

  private void awaitTitle(String source, String title) {
    Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .until(() -> title.equals(reports.now(source).map(now -> now.track().title()).orElse("")));
  }

  private void awaitTrouble(String part) {
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> reports.trouble().orElse("").contains(part));
  }

  @Test
  void followsThePlayers() throws Exception {
    osascript.prints(spotify("playing", 5000, "One"));
    backend.start();
    awaitTitle("spotify", "One");

    osascript.prints(
        spotify("playing", 100, "Two") + record("music", "paused", "1", "2", "A", "Other", "B"));
    awaitTitle("spotify", "Two");
    awaitTitle("music", "Other");
    osascript.prints("");

    Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .until(() -> reports.now("spotify").isEmpty() && reports.now("music").isEmpty());
    assertEquals(2, count(Report.Stopped.class));
    assertTrue(reports.trouble().isEmpty());
  }

  private long count(Class<? extends Report> kind) {
    return reports.all().stream().filter(kind::isInstance).count();
  }

  @Test
  void asksAllInOneScriptThatStartsNoPlayer() throws Exception {
    backend.start();
    Awaitility.await().atMost(15, TimeUnit.SECONDS).until(() -> count(Report.Well.class) > 0);

    String asked = osascript.asked();

    assertTrue(asked.contains("if application \"Spotify\" is running then"), asked);
    assertTrue(asked.contains("if application \"Music\" is running then"), asked);
    assertTrue(asked.contains("tell application \\\"Spotify\\\""), asked); // within a string
    assertFalse(asked.contains("tell application \"Spotify\""), asked);
    assertFalse(asked.matches("(?s).*(APPLICATION|SOURCE|FACTOR|INNER).*"), asked);
  }

  @Test
  void anAnswerThatIsOnlyLateDoesNotMoveThePosition() throws Exception {
    osascript.prints(spotify("playing", 5000, "One"));
    backend.start();
    awaitTitle("spotify", "One");
    Playback first = reports.now("spotify").orElseThrow();

    osascript.does(later(first, 100));
    int calls = osascript.calls().length;
    Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .until(() -> osascript.calls().length >= calls + 3);

    assertEquals(List.of(first), playbacks().stream().distinct().toList());
  }

  /// A player that goes on from there, with an answer that takes this long.
  private static String later(Playback first, int lateMillis) {
    long epochMillis =
        System.currentTimeMillis() - (System.nanoTime() - first.atNanos()) / 1_000_000;
    return """
    position=$(( 5000 + $(date +%%s%%N) / 1000000 - %d ))
    printf 'spotify\\037playing\\037%%s\\037200000\\037Artist\\037One\\037Album\\036' "$position"
    """
        .formatted(epochMillis + lateMillis);
  }

  private List<Playback> playbacks() {
    return reports.all().stream()
        .filter(Report.Plays.class::isInstance)
        .map(report -> ((Report.Plays) report).playback())
        .toList();
  }

  @Test
  void permissionDeniedNamesTheSwitch() throws Exception {
    osascript.prints(
        record("spotify", "error", "-1743", "Not authorized to send Apple events to Spotify."));
    backend.start();

    awaitTrouble("Automation");

    assertTrue(reports.trouble().orElseThrow().contains("Spotify"));
  }

  @Test
  void onePlayerThatRefusesDoesNotHideTheOther() throws Exception {
    osascript.prints(
        record("spotify", "error", "-1743", "Not authorized")
            + record("music", "playing", "1", "2", "A", "Other", "B"));
    backend.start();

    awaitTitle("music", "Other");

    assertTrue(reports.trouble().isEmpty());
  }

  @Test
  void aScriptThatHangsIsKilledAndToldAfterAWhile() throws Exception {
    osascript.does("exec sleep 600");
    backend.start();

    awaitTrouble("has not answered");
    backend.close();

    for (long pid : osascript.calls()) {
      assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }
  }

  @Test
  void closingEndsAScriptThatHangs() throws Exception {
    osascript.does("exec sleep 600");
    backend.start();
    Awaitility.await().until(() -> osascript.calls().length > 0);
    long start = System.nanoTime();

    backend.close();

    assertTrue(System.nanoTime() - start < Duration.ofMillis(900).toNanos());
    long pid = osascript.calls()[0];
    Awaitility.await()
        .until(() -> !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void whatItWritesOnFailingIsQuotedAndItRecovers() throws Exception {
    osascript.does("echo 'execution error: No user interaction allowed. (-1713)' >&2; exit 1");
    backend.start();
    awaitTrouble("-1713");

    osascript.prints(spotify("playing", 0, "Back"));

    awaitTitle("spotify", "Back");
    assertTrue(reports.trouble().isEmpty());
  }

  @Test
  void oneHiccupIsNotWorthAWord() throws Exception {
    osascript.prints(spotify("playing", 0, "One"));
    backend.start();
    awaitTitle("spotify", "One");
    int before = osascript.calls().length;
    osascript.does("exit 1");
    Awaitility.await().atMost(15, TimeUnit.SECONDS).until(() -> osascript.calls().length > before);

    osascript.prints(spotify("playing", 0, "Two"));

    awaitTitle("spotify", "Two");
    assertEquals(0, count(Report.Trouble.class));
    assertEquals(0, count(Report.Stopped.class));
  }

  @Test
  void onePlayerThatHangsDoesNotSilenceTheOther() throws Exception {
    osascript.does(
        """
        case "$2" in *Spotify*) exec sleep 600 ;; esac
        printf 'music\\037playing\\0371\\0372\\037A\\037Other\\037B\\036'
        """);
    backend.start();
    awaitTitle("music", "Other");
    assertTrue(reports.trouble().isEmpty());

    osascript.prints(spotify("playing", 0, "Back"));

    awaitTitle("spotify", "Back");
    Awaitility.await().until(() -> osascript.asked().matches("(?s).*Spotify.*Music.*"));
  }

  @Test
  void endlessOutputIsCutOff() throws Exception {
    osascript.does("exec yes");
    backend.start();

    awaitTrouble("has not answered");
  }

  @Test
  void withoutOsascriptItSaysWhereThereIsOne() {
    backend = backend(folder.resolve("none"));
    backend.start();

    awaitTrouble("only macOS has");
  }
}
