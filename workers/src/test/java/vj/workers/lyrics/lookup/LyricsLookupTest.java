package vj.workers.lyrics.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vj.workers.lyrics.lookup.LookupRig.LRC;
import static vj.workers.lyrics.lookup.LookupRig.LRC_READ;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.workers.lyrics.lookup.FakeLrclib.Song;
import vj.workers.lyrics.lookup.Outcome.Found;
import vj.workers.lyrics.lookup.Outcome.Missing;

@Timeout(60)
class LyricsLookupTest {

  private static final Query SONG = new Query("Ann & Bob", "Night Drive", "An Album", 200.4);

  private static final Lyrics SYNCED = new Lyrics(LRC_READ, "words", false);

  @TempDir private Path directory;
  private LookupRig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new LookupRig(directory);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Outcome find(Query query) throws InterruptedException {
    return rig.lookup().find(query);
  }

  @Test
  void asksForAllThatIsKnownAndSaysWhoAsks() throws Exception {
    rig.server.has(Song.synced("Night Drive", "Ann & Bob", 201, LRC));

    Outcome outcome = find(SONG);

    assertEquals(new Found(SYNCED, Origin.EXACT), outcome);
    assertEquals(
        List.of(
            "/api/get?track_name=Night Drive&artist_name=Ann & Bob"
                + "&album_name=An Album&duration=200"),
        rig.server.requests());
    assertEquals("vj-test (https://example.org)", rig.server.userAgent());
  }

  @Test
  void aDurationThatTheServerRefusesIsNotSent() throws Exception {
    for (double seconds : new double[] {0, 0.4, 3600.5, -1, Double.NaN}) {
      find(new Query("A", "B" + seconds, "", seconds));
    }

    assertTrue(rig.server.requests().stream().noneMatch(each -> each.contains("duration")));
  }

  @Test
  void looksWithoutTheAlbumThatTheServerDoesNotKnow() throws Exception {
    rig.server.has(Song.synced("Night Drive", "Ann & Bob", 203, LRC));

    Outcome outcome = find(new Query("Ann & Bob", "Night Drive", "Best Of", 200));

    assertEquals(new Found(SYNCED, Origin.EXACT), outcome);
    assertEquals(2, rig.server.requests().size());
  }

  @Test
  void looksForTheCleanedName() throws Exception {
    rig.server.has(Song.synced("Night Drive", "Ann", 200, LRC));

    Outcome outcome =
        find(new Query("Ann feat. Bob", "Night Drive (Remastered 2011) [Official Video]", "", 200));

    assertEquals(new Found(SYNCED, Origin.CLEANED), outcome);
  }

  @Test
  void takesTheNearestOfWhatASearchFinds() throws Exception {
    rig.server.has(Song.synced("Night Drive", "The Anns", 190, "[00:01.00]single"));
    rig.server.has(Song.synced("Night Drive (Live)", "The Anns", 199, "[00:01.00]live"));
    rig.server.has(Song.synced("Night Drive", "The Anns", 203, "[00:01.00]near"));
    rig.server.has(Song.synced("Night Drive", "The Anns", 204, "[00:01.00]less near"));
    rig.server.has(Song.plain("Night Drive", "The Anns", 200, "no times"));

    Outcome outcome = find(new Query("Anns", "Night Drive", "", 200));

    Found found = assertInstanceOf(Found.class, outcome);
    assertEquals("[00:01.00]near", found.lyrics().synced());
    assertEquals(Origin.SEARCH, found.origin());
  }

  @Test
  void wordsOfAnotherSongAreNotFound() throws Exception {
    rig.server.has(Song.synced("Night Drive Home Again Forever", "Ann", 200, LRC));
    rig.server.has(Song.synced("Night Drive", "Hannibal Rising", 200, LRC));

    assertInstanceOf(Missing.class, find(new Query("Ann", "Night Drive", "", 200)));
  }

  @Test
  void wordsOutOfTimeAreWorseThanNone() throws Exception {
    rig.server.has(Song.synced("Night Drive", "Ann & Bob", 240, LRC));

    assertEquals(new Found(new Lyrics("", "words", false), Origin.EXACT), find(SONG));
  }

  @Test
  void keepsLookingForTimesWhereOnlyTheWordsWereFound() throws Exception {
    rig.server.has(Song.plain("Night Drive", "Ann & Bob", 200, "only words"));
    rig.server.has(Song.synced("Night Drive", "Ann", 200, LRC));

    assertEquals(new Found(SYNCED, Origin.CLEANED), find(SONG));
  }

  @Test
  void anInstrumentalIsFound() throws Exception {
    rig.server.has(Song.instrumental("Night Drive", "Ann & Bob", 200));

    assertEquals(new Found(new Lyrics("", "", true), Origin.EXACT), find(SONG));
    assertEquals(new Found(new Lyrics("", "", true), Origin.CACHE), find(SONG));
  }

  @Test
  void whatIsNoLrcIsNotSynced() throws Exception {
    rig.server.has(Song.synced("Night Drive", "Ann & Bob", 200, "no stamps"));

    assertEquals(new Found(new Lyrics("", "words", false), Origin.EXACT), find(SONG));
  }

  @Test
  void aTitleMayHoldTheArtist() throws Exception {
    rig.server.has(Song.synced("Night Drive", "Ann", 200, LRC));

    assertEquals(
        new Found(SYNCED, Origin.CLEANED), find(new Query("", "Ann - Night Drive", "", 0)));
  }

  @Test
  void aTitleAloneIsNotEnoughToAskFor() throws Exception {
    rig.server.has(Song.synced("Hello", "Ann", 200, LRC));

    assertInstanceOf(Missing.class, find(new Query("", "Hello", "", 0)));
    assertInstanceOf(Missing.class, find(new Query("Ann", " ", "", 0)));
    assertEquals(List.of(), rig.server.requests());
    assertInstanceOf(Found.class, find(new Query("", "Hello", "", 199)));
  }

  @Test
  void namesOfAllScriptsReachTheServer() throws Exception {
    rig.server.has(Song.synced("夜に駆ける & 100% + ?=#", "Ünïcode/Ö", 200, LRC));

    assertEquals(
        new Found(SYNCED, Origin.EXACT),
        find(new Query("Ünïcode/Ö", "夜に駆ける & 100% + ?=#", "", 200)));
  }

  @Test
  void thePathOfTheAddressStays() throws Exception {
    try (FakeLrclib behindProxy = new FakeLrclib("/lyrics/v1")) {
      behindProxy.has(Song.synced("Night Drive", "Ann & Bob", 200, LRC));

      URI base = URI.create(behindProxy.uri() + "/lyrics/v1/");

      assertEquals(new Found(SYNCED, Origin.EXACT), rig.lookup(base).find(SONG));
    }
  }

  @Test
  void whatWasFoundIsNotAskedForAgain() throws Exception {
    rig.server.has(Song.synced("Night Drive", "Ann & Bob", 200, LRC));
    find(SONG);

    rig.pass(Duration.ofDays(1000));
    Outcome again = find(new Query("ANN & BOB", "Night Drive!", "", 202));

    assertEquals(new Found(SYNCED, Origin.CACHE), again);
    assertEquals(1, rig.server.requests().size());
  }

  @Test
  void aMissIsAskedForAgainLaterAndLater() throws Exception {
    for (Duration wait : List.of(Duration.ofMinutes(10), Duration.ofDays(1), Duration.ofDays(7))) {
      assertInstanceOf(Missing.class, find(SONG));
      int asked = rig.server.requests().size();
      rig.pass(wait.minusSeconds(1));

      assertInstanceOf(Missing.class, find(SONG));

      assertEquals(asked, rig.server.requests().size());
      rig.pass(Duration.ofSeconds(1));
    }
    rig.server.has(Song.synced("Night Drive", "Ann & Bob", 200, LRC));

    assertEquals(new Found(SYNCED, Origin.EXACT), find(SONG));
  }

  @Test
  void theUsersOwnFileComesFirst() throws Exception {
    rig.server.has(Song.synced("Night Drive", "Ann & Bob", 200, LRC));
    find(SONG);
    Files.createDirectories(rig.folder);
    Files.writeString(rig.folder.resolve("ann & bob - night drive.LRC"), "[00:09.00]mine");

    assertEquals(new Found(new Lyrics("[00:09.00]mine", "", false), Origin.FILE), find(SONG));
  }

  @Test
  void saysWhatIsKnownWithoutAskingAnybody() throws Exception {
    rig.server.has(Song.synced("Night Drive", "Ann & Bob", 200, LRC));
    assertTrue(rig.lookup().known(SONG).isEmpty());
    find(SONG);

    assertEquals(new Found(SYNCED, Origin.CACHE), rig.lookup().known(SONG).orElseThrow());
    assertEquals(1, rig.server.requests().size());
  }

  @Test
  void asksAgainForAMissWhenSomebodyDoesNotBelieveIt() throws Exception {
    Query query = new Query("Ann", "Late Song", "", 200);
    assertInstanceOf(Missing.class, rig.lookup().find(query));
    rig.server.has(Song.synced("Late Song", "Ann", 200, LRC));
    assertInstanceOf(Missing.class, rig.lookup().find(query));

    assertInstanceOf(Found.class, rig.lookup().fetch(query));

    int asked = rig.server.requests().size();
    assertInstanceOf(Found.class, rig.lookup().fetch(query));
    assertEquals(asked, rig.server.requests().size());
  }
}
