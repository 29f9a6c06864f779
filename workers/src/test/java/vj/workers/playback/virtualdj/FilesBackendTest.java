package vj.workers.playback.virtualdj;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.playback.Playback;
import vj.workers.playback.RecordedReports;

@Timeout(30)
class FilesBackendTest {

  /// Longer than anything is waited for but the scan.
  private static final long SETTLED_MILLIS = 300;

  private final RecordedReports reports = new RecordedReports();
  private Path home = Path.of("/");
  private Path folder = Path.of("/");
  private @Nullable FilesBackend backend;

  @BeforeEach
  void makeHome() throws IOException {
    home = Files.createTempDirectory(Path.of("/tmp"), "vj");
    folder = Files.createDirectories(home.resolve("Documents/VirtualDJ"));
  }

  @AfterEach
  void close() throws IOException {
    if (backend != null) {
      backend.close();
    }
    try (var all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// Without the one known place outside of the home folder, which is not ours to test with.
  private Locations known() {
    return new Locations(Locations.of(Locations.AUTO, home, "dj").folders(), List.of());
  }

  private FilesBackend start(Locations locations) {
    return start(new FilesBackend(locations, InstantSource.system(), reports));
  }

  private FilesBackend start(FilesBackend files) {
    backend = files;
    files.start();
    return files;
  }

  private void startWithNothing() throws Exception {
    start(known());
    reports.nextAbsence();
  }

  private static Path write(Path file, String text) throws IOException {
    return Files.writeString(file, text);
  }

  private static String pair(String artist, String title, Instant playedAt, double seconds) {
    return "#EXTVDJ:<lastplaytime>%d</lastplaytime><artist>%s</artist><title>%s</title>"
            .formatted(playedAt.getEpochSecond(), artist, title)
        + "<songlength>%s</songlength>\r\n/music/%s.mp3\r\n".formatted(seconds, title);
  }

  private void assertPlays(String artist, String title) throws InterruptedException {
    Playback playback = reports.nextPlayback();
    assertEquals(
        artist + " / " + title, playback.track().artist() + " / " + playback.track().title());
    assertEquals("virtualdj", playback.source());
    assertTrue(playback.playing());
  }

  @Test
  void saysWhereItLookedWhenThereIsNoFile() throws Exception {
    start(known());

    String why = reports.nextAbsence();

    assertTrue(why.contains("usual folders") && why.contains("file_path"), why);
    reports.assertQuiet(SETTLED_MILLIS);
  }

  @Test
  void seesAFileThatAppearsInAFolderThatAppears() throws Exception {
    startWithNothing();

    Path late = Files.createDirectories(home.resolve("Music/VirtualDJ"));
    write(late.resolve("now_playing.txt"), "Moby - Porcelain\n");

    assertPlays("Moby", "Porcelain");
  }

  @Test
  void seesEachChangeOfAFile() throws Exception {
    startWithNothing();
    Path file = folder.resolve("now_playing.txt");

    write(file, "Moby - Porcelain\n");
    assertPlays("Moby", "Porcelain");
    Files.write(file, "Beyonc\u00e9 \u2013 Halo\n".getBytes(UTF_16LE));
    assertPlays("Beyonc\u00e9", "Halo");
    Files.write(file, "Beyonc\u00e9 - D\u00e9j\u00e0 Vu\n".getBytes(ISO_8859_1));
    assertPlays("Beyonc\u00e9", "D\u00e9j\u00e0 Vu");
    Files.writeString(file, "Moby - Natural Blues"); // without a line end
    assertPlays("Moby", "Natural Blues");

    reports.assertQuiet(SETTLED_MILLIS);
  }

  @Test
  void seesAFileThatIsReplaced() throws Exception {
    startWithNothing();
    Path file = write(folder.resolve("now_playing.txt"), "Moby - Porcelain\n");
    assertPlays("Moby", "Porcelain");

    Path other = write(folder.resolve("new"), "Moby - Honey\n");
    Files.setLastModifiedTime(other, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
    Files.move(other, file, ATOMIC_MOVE);

    Playback playback = reports.nextPlayback();
    assertEquals("Honey", playback.track().title());
    assertEquals(0, playback.positionSeconds(), 1);
  }

  @Test
  void aFileThatIsTruncatedAndWrittenInStepsIsReadOnce() throws Exception {
    startWithNothing();
    Path file = write(folder.resolve("now_playing.txt"), "Moby - Porcelain\n");
    assertPlays("Moby", "Porcelain");

    Files.write(file, new byte[0]);
    for (String part : List.of("Daft", " Punk - ", "Around the", " World\n")) {
      Files.writeString(file, part, APPEND);
    }

    assertPlays("Daft Punk", "Around the World");
    reports.assertQuiet(SETTLED_MILLIS);
  }

  @Test
  void anEmptiedFileIsAStop() throws Exception {
    startWithNothing();
    Path file = write(folder.resolve("now_playing.txt"), "Moby - Porcelain\n");
    assertPlays("Moby", "Porcelain");

    Files.write(file, new byte[0]);
    reports.assertStopped(VirtualDjBackend.SOURCE);
    write(file, "Moby - Porcelain\n");
    assertPlays("Moby", "Porcelain");
  }

  @Test
  void aDeletedFileIsWaitedFor() throws Exception {
    startWithNothing();
    Path file = write(folder.resolve("now_playing.txt"), "Moby - Porcelain\n");
    assertPlays("Moby", "Porcelain");

    Files.delete(file);
    reports.nextAbsence();
    write(file, "Moby - Honey\n");
    assertPlays("Moby", "Honey");
  }

  @Test
  void aFolderThatIsReplacedIsWatchedAgain() throws Exception {
    startWithNothing();
    write(folder.resolve("now_playing.txt"), "Moby - Porcelain\n");
    assertPlays("Moby", "Porcelain");

    Files.move(folder, home.resolve("old"));
    reports.nextAbsence();
    Files.createDirectory(folder);
    write(folder.resolve("now_playing.txt"), "Moby - Honey\n");
    assertPlays("Moby", "Honey");
    write(folder.resolve("now_playing.txt"), "Moby - Bodyrock\n");
    assertPlays("Moby", "Bodyrock");
  }

  @Test
  void readsLengthAndTruePositionFromTheHistory() throws Exception {
    startWithNothing();
    Path history = Files.createDirectory(folder.resolve("History"));
    Instant began = Instant.now().minusSeconds(45);

    write(history.resolve("2026-11-21.m3u"), pair("Moby", "Porcelain", began, 241.5));

    Playback playback = reports.nextPlayback();
    assertEquals(241.5, playback.track().durationSeconds());
    assertEquals(45, playback.positionAt(System.nanoTime()), 2);
  }

  @Test
  void theLatestSongOfAllFilesCounts() throws Exception {
    startWithNothing();
    Path history = Files.createDirectory(folder.resolve("History"));
    Instant now = Instant.now();
    write(history.resolve("2026-11-20.m3u"), pair("Moby", "Porcelain", now.minusSeconds(300), 0));
    assertPlays("Moby", "Porcelain");

    write(history.resolve("2026-11-21.m3u"), pair("Moby", "Honey", now.minusSeconds(100), 0));
    assertPlays("Moby", "Honey");
    write(folder.resolve("now_playing.txt"), "Moby - Bodyrock\n");
    assertPlays("Moby", "Bodyrock");
  }

  @Test
  void takesTheLengthFromTheHistoryWhereTheOtherFileNamesTheSameSong() throws Exception {
    startWithNothing();
    Path history = Files.createDirectory(folder.resolve("History"));
    Instant now = Instant.now();
    write(folder.resolve("now_playing.txt"), "Moby - Porcelain\n");
    assertPlays("Moby", "Porcelain");

    write(history.resolve("2026-11-21.m3u"), pair("Moby", "Porcelain", now.minusSeconds(5), 241));

    Playback playback = reports.nextPlayback();
    assertEquals(241, playback.track().durationSeconds());
    assertEquals(5, playback.positionSeconds(), 2);
  }

  @Test
  void aListThatIsWrittenLateDoesNotMoveTheSongBack() throws Exception {
    startWithNothing();
    Path history = Files.createDirectory(folder.resolve("History"));
    write(
        history.resolve("2026-11-21.m3u"),
        pair("Moby", "Porcelain", Instant.now().minusSeconds(45), 241));
    assertEquals(45, reports.nextPlayback().positionSeconds(), 2);

    write(history.resolve("tracklist.txt"), "21:39 : Moby - Porcelain\n");

    reports.assertQuiet(SETTLED_MILLIS);
  }

  @Test
  void ofFilesThatDoNotSayWhenASongBeganTheFirstCounts() throws Exception {
    Path file = write(folder.resolve("now_playing.txt"), "Moby - Porcelain\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(50)));
    start(known());
    assertEquals(50, reports.nextPlayback().positionSeconds(), 2);

    write(folder.resolve("tracklist.txt"), "21:39 : Moby - Porcelain\n");

    reports.assertQuiet(SETTLED_MILLIS);
  }

  @Test
  void theSameSongLongAfterItsEndBeginsAgainWhateverAnOlderFileSays() throws Exception {
    Path list = Files.createDirectory(folder.resolve("History")).resolve("2026-11-21.m3u");
    write(list, pair("Moby", "Porcelain", Instant.now().minusSeconds(280), 241));
    start(known());
    assertEquals(280, reports.nextPlayback().positionSeconds(), 2);

    write(folder.resolve("now_playing.txt"), "Moby - Porcelain\n");

    Playback playback = reports.nextPlayback();
    assertEquals(0, playback.positionSeconds(), 2);
    assertEquals(241, playback.track().durationSeconds());
  }

  @Test
  void theSameSongPlayedAgainBeginsAgain() throws Exception {
    startWithNothing();
    Path file = Files.createDirectory(folder.resolve("History")).resolve("2026-11-21.m3u");
    Instant now = Instant.now();
    write(file, pair("Moby", "Porcelain", now.minusSeconds(200), 241));
    assertEquals(200, reports.nextPlayback().positionSeconds(), 2);

    Files.writeString(file, pair("Moby", "Porcelain", now, 241), APPEND);

    assertEquals(0, reports.nextPlayback().positionSeconds(), 2);
  }

  @Test
  void aTextWrittenAgainAfterAWhileBeginsAgain() throws Exception {
    Path file = write(folder.resolve("now_playing.txt"), "Moby - Porcelain\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(200)));
    start(known());
    assertEquals(200, reports.nextPlayback().positionSeconds(), 2);

    write(file, "Moby - Porcelain\n");

    assertEquals(0, reports.nextPlayback().positionSeconds(), 2);
  }

  @Test
  void aTextWrittenAgainAndAgainDoesNot() throws Exception {
    Path file = write(folder.resolve("now_playing.txt"), "Moby - Porcelain\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(20)));
    start(known());
    assertEquals(20, reports.nextPlayback().positionSeconds(), 2);

    write(file, "Moby - Porcelain\n");

    reports.assertQuiet(SETTLED_MILLIS);
  }

  @Test
  void aFileOfAnotherNightDoesNotPlayUntilItChanges() throws Exception {
    Path file = write(folder.resolve("now_playing.txt"), "Moby - Porcelain\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(5))));
    start(known());
    reports.assertStopped(VirtualDjBackend.SOURCE);
    reports.assertQuiet(SETTLED_MILLIS);

    write(file, "Moby - Honey\n");

    assertPlays("Moby", "Honey");
  }

  @Test
  void aSongWhoseLengthIsLongOverHasStopped() throws Exception {
    Path file = Files.createDirectory(folder.resolve("History")).resolve("2026-11-21.m3u");
    write(file, pair("Moby", "Porcelain", Instant.now().minusSeconds(400), 241));

    start(known());

    reports.assertStopped(VirtualDjBackend.SOURCE);
  }

  @Test
  void saysOnceWhatCannotBeRead() throws Exception {
    startWithNothing();
    Path file = folder.resolve("now_playing.txt");

    Files.write(file, new byte[] {1, 0, 0, 0, 0, 0, 2, 0, 0, 0});

    assertEquals(file + " is not a text file: it holds zeros", reports.nextTrouble());
    Files.write(folder.resolve("now_playing.txt"), new byte[] {1, 0, 0, 0, 0, 0, 2, 0, 0, 3});
    reports.assertQuiet(SETTLED_MILLIS);
    write(file, "Moby - Honey\n");
    assertPlays("Moby", "Honey");
  }

  @Test
  void aPipeInPlaceOfTheFileDoesNotHoldItUp() throws Exception {
    Path file = folder.resolve("now_playing.txt");
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());

    start(known());

    assertEquals(file + " is not a regular file", reports.nextTrouble());
  }

  @Test
  void followsAFileThatIsNamed() throws Exception {
    Path named = home.resolve("my playing.txt");
    start(Locations.of("~/my playing.txt", home, "dj"));
    assertTrue(reports.nextTrouble().contains(named.toString()));

    write(named, "Moby - Porcelain\n");
    assertPlays("Moby", "Porcelain");
    Files.delete(named);
    reports.nextTrouble();
    write(named, "Moby - Honey\n");
    assertPlays("Moby", "Honey");
  }

  @Test
  void followsALinkToWhereItLeads() throws Exception {
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    Path target = write(elsewhere.resolve("song.txt"), "Moby - Porcelain\n");
    Files.createSymbolicLink(folder.resolve("now_playing.txt"), target);
    start(known());
    assertPlays("Moby", "Porcelain");

    write(target, "Moby - Honey\n");

    assertPlays("Moby", "Honey");
  }

  @Test
  void looksByItselfWhereTheSystemReportsNothing() throws Exception {
    start(new FilesBackend(known(), FolderEvents::polled, InstantSource.system(), reports));
    reports.nextAbsence();
    Path file = folder.resolve("now_playing.txt");

    for (int song = 0; song < 20; song++) {
      write(file, "Moby - Song %02d\n".formatted(song));
      assertPlays("Moby", "Song %02d".formatted(song));
    }
  }

  @Test
  void aThousandPlaylistsAreNoBurden() throws Exception {
    Path history = Files.createDirectory(folder.resolve("History"));
    FileTime before = FileTime.from(Instant.now().minusSeconds(60));
    for (int day = 0; day < 1000; day++) {
      Path list = history.resolve("20%02d-%02d-11.m3u".formatted(day / 100, day % 100));
      Files.setLastModifiedTime(write(list, pair("A", "B", Instant.EPOCH, 0)), before);
    }
    Path newest = write(history.resolve("2026-11-21.m3u"), "#EXTM3U\r\n");
    start(known());
    reports.assertStopped(VirtualDjBackend.SOURCE); // the newest names no song

    Files.writeString(newest, pair("Moby", "Honey", Instant.now(), 0), APPEND, CREATE);

    assertPlays("Moby", "Honey");
  }

  @Test
  void whatOthersDoInABusyFolderIsLeftAlone() throws Exception {
    FolderEvents events = FolderEvents.open();
    try (events) {
      events.watch(Set.of(home), path -> path.endsWith("VirtualDJ"));
      for (int i = 0; i < 100; i++) {
        write(home.resolve("other" + i), "text");
      }
      long before = System.nanoTime();

      assertFalse(events.await(SETTLED_MILLIS * 1_000_000));

      assertTrue(System.nanoTime() - before >= SETTLED_MILLIS * 1_000_000);
      Files.createDirectory(home.resolve("VirtualDJ"));
      assertTrue(events.await(10_000_000_000L));
    }
  }

  /// The figure goes to standard output; the bound is for machines that do other things.
  @Test
  void aChangeIsReportedAtOnce() throws Exception {
    startWithNothing();
    Path file = folder.resolve("now_playing.txt");
    Path list = Files.createDirectory(folder.resolve("History")).resolve("2026-11-21.m3u");
    List<Double> texts = new ArrayList<>();
    List<Double> unended = new ArrayList<>();
    List<Double> playlists = new ArrayList<>();

    for (int song = 0; song < 50; song++) {
      texts.add(millisAfter(file, "Moby - Text %d\n".formatted(song)));
      unended.add(millisAfter(file, "Moby - Unended %d".formatted(song)));
      playlists.add(millisAfter(list, "#EXTVDJ:<title>List %d</title>\n/x.mp3\n".formatted(song)));
    }

    System.out.printf(
        "file change to report, 50 each, median/worst ms: %s, without line end %s, playlist %s%n",
        figures(texts), figures(unended), figures(playlists));
    assertTrue(median(texts) < 100 && median(unended) < 150 && median(playlists) < 100);
  }

  private double millisAfter(Path file, String text) throws Exception {
    long before = System.nanoTime();
    Files.writeString(file, text);
    return (reports.nextPlay().nanos() - before) / 1e6;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static String figures(List<Double> values) {
    return "%.1f/%.1f".formatted(median(values), Collections.max(values));
  }

  @Test
  void tellsForPeopleWhichFileItReads() throws Exception {
    FilesBackend files = start(known());
    reports.nextAbsence();
    Path file = write(folder.resolve("now_playing.txt"), "Moby - Porcelain\n");
    assertPlays("Moby", "Porcelain");

    Map<String, @Nullable Object> data = new HashMap<>();
    files.state(data);

    assertEquals(Map.of("file", file.toString(), "files_trouble", ""), data);
  }

  @Test
  void closesAtOnceAndTwice() throws Exception {
    FilesBackend files = start(known());
    reports.nextAbsence();

    long before = System.nanoTime();
    files.close();
    files.close();

    assertTrue(System.nanoTime() - before < Duration.ofMillis(500).toNanos());
    write(folder.resolve("now_playing.txt"), "Moby - Porcelain\n");
    reports.assertQuiet(SETTLED_MILLIS);
  }
}
