package vj.workers.lyrics.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vj.workers.lyrics.lookup.LookupRig.LRC;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.workers.lyrics.lookup.FakeLrclib.Song;
import vj.workers.lyrics.lookup.Outcome.Failed;
import vj.workers.lyrics.lookup.Outcome.Found;
import vj.workers.lyrics.lookup.Outcome.Missing;

/// Whatever a server does: only its own word that there are no lyrics is believed.
@Timeout(60)
class ServerFaultsTest {

  private static final Query SONG = new Query("Ann", "Night Drive", "", 200);

  private static final String NOT_FOUND = "{\"name\":\"TrackNotFound\",\"statusCode\":404}";
  private static final Lyrics PLAIN = new Lyrics("", "words", false);

  @TempDir private Path directory;
  private LookupRig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new LookupRig(directory);
    rig.server.has(Song.synced("Night Drive", "Ann", 200, LRC));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Failed failed(LyricsLookup lookup) throws InterruptedException {
    return assertInstanceOf(Failed.class, lookup.find(SONG));
  }

  /// Nothing of a failure stays: the next question is answered.
  private void assertRecovers(LyricsLookup lookup) throws InterruptedException {
    assertInstanceOf(Found.class, lookup.find(SONG));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 429, 500, 502, 503, 304})
  void anErrorIsNoMiss(int status) throws Exception {
    rig.server.next(exchange -> exchange.sendResponseHeaders(status, -1));
    LyricsLookup lookup = rig.lookup();

    Failed failed = failed(lookup);

    assertEquals(rig.server.uri() + " answered " + status, failed.why());
    assertEquals(Duration.ofSeconds(5), failed.retryAfter());
    assertRecovers(lookup);
  }

  @Test
  void a404OfSomebodyElseIsNoMiss() throws Exception {
    rig.server.next(404, "<html>not found</html>");
    LyricsLookup lookup = rig.lookup();

    assertTrue(failed(lookup).why().contains("lrclib_url"));
    assertRecovers(lookup);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>log in to this hotel's network</html>",
        "[]",
        "null",
        "{}",
        "{\"message\":\"hello\"}",
        "{\"syncedLyrics\":7}",
        "{\"plainLyrics\":[\"a\"]}",
        "{\"syncedLyrics\":\"[00:01.00]a\""
      })
  void anAnswerOfAnotherKindIsNoMiss(String body) throws Exception {
    rig.server.next(200, body);
    LyricsLookup lookup = rig.lookup();

    failed(lookup);

    assertRecovers(lookup);
  }

  @Test
  void waitsLongerWithEachFailureOfTheSameSong() throws Exception {
    LyricsLookup lookup = rig.lookup();
    List<Long> waits = new ArrayList<>();

    for (int i = 0; i < 6; i++) {
      rig.server.next(500, "{}");
      waits.add(failed(lookup).retryAfter().toSeconds());
    }
    rig.server.next(500, "{}");
    Outcome other = lookup.find(new Query("Ann", "Day Drive", "", 200));

    assertEquals(List.of(5L, 10L, 30L, 60L, 60L, 60L), waits);
    assertEquals(Duration.ofSeconds(5), assertInstanceOf(Failed.class, other).retryAfter());
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    for (String asked : List.of("120", "0")) {
      rig.server.next(exchange -> {
        exchange.getResponseHeaders().set("Retry-After", asked);
        exchange.sendResponseHeaders(429, -1);
      });
    }
    LyricsLookup lookup = rig.lookup();

    assertEquals(Duration.ofMinutes(2), failed(lookup).retryAfter());
    rig.pass(Duration.ofMinutes(2));
    assertEquals(Duration.ofSeconds(1), failed(lookup).retryAfter());
    assertRecovers(lookup);
  }

  @Test
  void asksForNoOtherSongWhileTheServerWantsItsRest() throws Exception {
    rig.server.next(exchange -> {
      exchange.getResponseHeaders().set("Retry-After", "120");
      exchange.sendResponseHeaders(503, -1);
    });
    LyricsLookup lookup = rig.lookup();
    failed(lookup);

    rig.pass(Duration.ofSeconds(90));
    Outcome other = lookup.find(new Query("Ann", "Day Drive", "", 200));

    assertEquals(new Failed(rig.server.uri() + " answered 503", Duration.ofSeconds(30)), other);
    assertEquals(1, rig.server.requests().size());
    rig.pass(Duration.ofSeconds(30));
    assertRecovers(lookup);
  }

  @Test
  void aFailureAfterAMissIsNoMiss() throws Exception {
    Query unknown = new Query("Ann", "Other", "", 200);
    rig.server.next(404, "{\"name\":\"TrackNotFound\",\"statusCode\":404}");
    rig.server.next(404, "{\"name\":\"TrackNotFound\",\"statusCode\":404}");
    rig.server.next(500, "{}");
    LyricsLookup lookup = rig.lookup();

    assertInstanceOf(Failed.class, lookup.find(unknown));
    assertTrue(lookup.known(unknown).isEmpty());
    assertInstanceOf(Missing.class, lookup.find(unknown));
  }

  @Test
  void aFailureAfterPlainWordsDoesNotGiveUpTheirTimes() throws Exception {
    rig.server.next(200, Song.plain("Night Drive", "Ann", 200, "words").json());
    rig.server.next(500, "{}");
    LyricsLookup lookup = rig.lookup();

    failed(lookup);

    assertTrue(lookup.known(SONG).isEmpty());
    assertRecovers(lookup);
  }

  @Test
  void plainWordsAreShownWhereTheRestIsTooLongEveryTime() throws Exception {
    rig.server.next(200, Song.plain("Night Drive", "Ann", 200, "words").json());
    rig.server.next(200, "[\"" + "x".repeat(2_000_000) + "\"]");

    assertEquals(new Found(PLAIN, Origin.EXACT), rig.lookup().find(SONG));
  }

  @Test
  void wordsOfLongAgoAreShownWhereAskingForBetterOnesFails() throws Exception {
    rig.server.next(200, Song.plain("Night Drive", "Ann", 200, "words").json());
    rig.server.next(404, NOT_FOUND);
    rig.server.next(200, "[]");
    assertEquals(new Found(PLAIN, Origin.EXACT), rig.lookup().find(SONG));
    rig.pass(Duration.ofDays(8));

    rig.server.next(500, "{}");
    assertEquals(new Found(PLAIN, Origin.CACHE), rig.lookup().find(SONG));

    assertEquals(
        new Found(new Lyrics(LookupRig.LRC_READ, "words", false), Origin.EXACT),
        rig.lookup().find(SONG));
  }

  @Test
  void anOddAnswerAmongThoseOfASearchIsPassedOver() throws Exception {
    Query query = new Query("Ann", "Night Drive (Official Video)", "", 200);
    String song = Song.synced("Night Drive", "Ann", 200, LRC).json();
    for (int exact = 0; exact < 3; exact++) {
      rig.server.next(404, NOT_FOUND);
    }
    rig.server.next(200, "[null,{\"syncedLyrics\":7}," + song + "]");

    assertInstanceOf(Found.class, rig.lookup().find(query));
    assertTrue(rig.server.requests().getLast().startsWith("/api/search"));
  }

  @Test
  void anAnswerOf20MegabytesIsNotTaken() throws Exception {
    rig.server.next(200, "{\"plainLyrics\":\"" + "x".repeat(20_000_000) + "\"}");
    LyricsLookup lookup = rig.lookup();

    Failed failed = failed(lookup);

    assertTrue(failed.why().contains("1048576"), failed.why());
    assertEquals(Duration.ofHours(1), failed.retryAfter());
    assertRecovers(lookup);
  }
}
