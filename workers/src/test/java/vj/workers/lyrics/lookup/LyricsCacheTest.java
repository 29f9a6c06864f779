package vj.workers.lyrics.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vj.workers.lyrics.cache.FileCache;
import vj.workers.lyrics.lookup.Outcome.Found;
import vj.workers.lyrics.lookup.Outcome.Missing;

class LyricsCacheTest {

  private static final Query SONG = song(200);
  private static final String SERVER = "https://lyrics.example";

  private static final Lyrics PLAIN = new Lyrics("", "words", false);

  @TempDir private Path directory;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T20:00:00Z"));

  private LyricsCache cache() {
    return new LyricsCache(directory.resolve("lyrics"), now::get);
  }

  private static Query song(double seconds) {
    return new Query("Ann", "Hello", "An Album", seconds);
  }

  private static Lyrics lyrics(String text) {
    return new Lyrics("[00:01.00]" + text, "", false);
  }

  private static Optional<Outcome> found(String text) {
    return Optional.of(new Found(lyrics(text), Origin.CACHE));
  }

  private static Optional<Outcome> missing() {
    return Optional.of(new Missing());
  }

  @Test
  void keepsWhatWasFoundForAllSpellings() {
    cache().found(SONG, lyrics("a"), 201);

    assertEquals(found("a"), cache().read(SONG, SERVER));
    assertEquals(found("a"), cache().read(new Query("ÁNN", " hello! ", "Other", 0), SERVER));
    assertEquals(Optional.empty(), cache().read(new Query("Ann", "Hello again", "", 200), SERVER));
  }

  @Test
  void aSongOfAnotherLengthIsAnotherVersion() {
    LyricsCache cache = cache();
    cache.found(song(200), lyrics("album"), 200);
    cache.found(song(240), lyrics("long"), 240);

    assertEquals(found("album"), cache.read(song(204), SERVER));
    assertEquals(found("long"), cache.read(song(236), SERVER));
    assertEquals(Optional.empty(), cache.read(song(220), SERVER));
    assertTrue(cache.read(song(0), SERVER).isPresent());
  }

  @Test
  void whatWasFoundForAnyLengthServesItsOwnLength() {
    cache().found(song(0), lyrics("a"), 200);

    assertEquals(found("a"), cache().read(song(202), SERVER));
    assertEquals(Optional.empty(), cache().read(song(300), SERVER));
  }

  @Test
  void aMissWithoutTheLengthSaysNothingAboutAVersion() {
    cache().missing(song(0), SERVER);

    assertEquals(missing(), cache().read(song(0), SERVER));
    assertEquals(Optional.empty(), cache().read(song(200), SERVER));
  }

  @Test
  void aMissDoesNotHideTheWordsOfAnotherVersion() {
    LyricsCache cache = cache();
    cache.found(song(200), lyrics("a"), 200);
    cache.missing(song(300), SERVER);

    assertEquals(found("a"), cache.read(song(200), SERVER));
    assertEquals(missing(), cache.read(song(300), SERVER));
    assertEquals(found("a"), cache.read(song(0), SERVER));
  }

  @Test
  void whatIsFoundEndsTheMiss() {
    LyricsCache cache = cache();
    cache.missing(SONG, SERVER);
    cache.found(SONG, lyrics("a"), 0);

    now.updateAndGet(before -> before.plus(Duration.ofDays(365)));

    assertEquals(found("a"), cache.read(SONG, SERVER));
  }

  @Test
  void wordsWithoutTimesAreAskedForAgainAfterAWeek() {
    cache().found(SONG, PLAIN, 200);
    assertEquals(Optional.of(new Found(PLAIN, Origin.CACHE)), cache().read(SONG, SERVER));

    now.updateAndGet(before -> before.plus(Duration.ofDays(7)));

    assertEquals(Optional.empty(), cache().read(SONG, SERVER));
    assertEquals(Optional.of(new Found(PLAIN, Origin.CACHE)), cache().words(SONG));
  }

  @Test
  void wordsThatAreStillTheBestAreKeptForAnotherWeek() {
    cache().found(SONG, PLAIN, 200);
    now.updateAndGet(before -> before.plus(Duration.ofDays(7)));

    cache().missing(SONG, SERVER);

    assertEquals(Optional.of(new Found(PLAIN, Origin.CACHE)), cache().read(SONG, SERVER));
  }

  @Test
  void whatOneServerHasNotAnotherMayHave() {
    cache().missing(SONG, SERVER);

    assertEquals(Optional.empty(), cache().read(SONG, "http://127.0.0.1:3300"));
    assertEquals(missing(), cache().read(SONG, SERVER));
  }

  @Test
  void aMissOfTheFutureIsAskedForAgain() {
    cache().missing(SONG, SERVER);

    now.updateAndGet(before -> before.minusSeconds(3600));

    assertEquals(Optional.empty(), cache().read(SONG, SERVER));
  }

  @Test
  void anEntryOfAnotherShapeIsNoEntry() throws IOException {
    FileCache files = new FileCache(directory.resolve("lyrics"), 10, 1_000_000);
    for (Object versions : List.of("x", List.of(1L, List.of()), List.of(Map.of()))) {
      files.write(SONG.key(), Map.of("versions", versions));

      assertEquals(Optional.empty(), cache().read(SONG, SERVER));
    }
    cache().found(SONG, lyrics("a"), 0);
    assertEquals(found("a"), cache().read(SONG, SERVER));
  }

  @Test
  void worksWithoutAPlaceToWrite() throws IOException {
    Files.writeString(directory.resolve("lyrics"), "a file where the directory should be");
    LyricsCache cache = cache();

    cache.found(SONG, lyrics("a"), 200);
    cache.missing(song(300), SERVER);

    assertEquals(Optional.empty(), cache.read(SONG, SERVER));
  }

  @Test
  void anInterruptedThreadLosesNothingThatWasKept() {
    cache().found(song(200), lyrics("album"), 200);

    Thread.currentThread().interrupt();
    cache().found(song(240), lyrics("long"), 240);
    cache().missing(song(300), SERVER);
    assertTrue(Thread.interrupted());

    assertEquals(found("album"), cache().read(song(200), SERVER));
  }

  @Test
  void keepsTheVersionsThatWereFoundLast() throws IOException {
    LyricsCache cache = cache();
    for (int i = 1; i <= 50; i++) {
      cache.found(song(i * 20), lyrics("version " + i), i * 20);
    }

    assertEquals(found("version 50"), cache.read(song(1000), SERVER));
    assertEquals(Optional.empty(), cache.read(song(20), SERVER));
    try (Stream<Path> files = Files.list(directory.resolve("lyrics"))) {
      assertEquals(1, files.count());
    }
  }
}
