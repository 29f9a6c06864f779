package vj.workers.playback.virtualdj;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vj.workers.playback.Track;

@Timeout(10)
class ContentTest {

  private static Track song(String name, String text) {
    return Content.of(name, text).entry().orElseThrow().track();
  }

  private static Track playlistSong(String text) {
    return song("2026-11-21.m3u", text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Daft Punk - One More Time          | Daft Punk | One More Time
          Daft Punk \u2013 One More Time     | Daft Punk | One More Time
          Daft Punk \u2014 One More Time     | Daft Punk | One More Time
          Jay-Z - 99 Problems                | Jay-Z     | 99 Problems
          Moby - Porcelain - Radio Edit      | Moby      | Porcelain - Radio Edit
          A - B (feat. C - D) \u2013 Mix     | A         | B (feat. C - D) \u2013 Mix
          Untitled                           | ''        | Untitled
          Untitled -                         | ''        | Untitled -
          ' - Untitled'                      | ''        | - Untitled
          \u67d0\u4eba - \u6b4c\u66f2        | \u67d0\u4eba | \u6b4c\u66f2
          """)
  void splitsANameAtItsFirstDashBetweenBlanks(String line, String artist, String title) {
    assertEquals(new Track(artist, title, "", 0), song("now_playing.txt", line + "\n"));
  }

  @Test
  void takesTheLastLineOfAListWithTimes() {
    String list =
        """
        VirtualDJ History 2026/11/21
        ------------------------------
        21:35 : Moby - Porcelain
        21:39 : Nick Cave - Hollywood
        made by hand - not a song
        """;

    Entry entry = Content.of("tracklist.txt", list).entry().orElseThrow();

    assertEquals(new Track("Nick Cave", "Hollywood", "", 0), entry.track());
    assertEquals("21:39", entry.mark());
  }

  @Test
  void aHeadingAloneIsNoSong() {
    Content content =
        Content.of("tracklist.txt", "VirtualDJ History 2026/11/21\r\n-----------\r\n");

    assertEquals(new Content(Optional.empty(), true), content);
  }

  @ParameterizedTest
  @CsvSource({"'',false", "'\r\n ',false", "'A - B',false", "'A - B\r\n',true"})
  void aFileWithoutALineEndMayBeHalfWritten(String text, boolean whole) {
    assertEquals(whole, Content.of("now_playing.txt", text).whole());
  }

  @Test
  void readsThePlaylistOfADay() {
    String day =
        """
        #EXTM3U\r
        #EXTVDJ:<time>21:02</time><lastplaytime>1791300000</lastplaytime><filesize>1</filesize>\
        <artist>Daft Punk</artist><title>Aerodynamic</title>\r
        /Users/dj/Music/aerodynamic.mp3\r
        #EXTVDJ:<time>21:06</time><lastplaytime>1791300240</lastplaytime><filesize>8123456</filesize>\
        <artist>Simon &amp; Garfunkel</artist><title>Mrs. Robinson &#8211; &#x41;&lt;&apos;</title>\
        <remix>Extended Mix</remix><songlength>212.45</songlength>\r
        C:\\Music\\mrs robinson.mp3\r
        """;

    Entry entry = Content.of("2026-11-21.m3u", day).entry().orElseThrow();

    assertEquals(
        new Track("Simon & Garfunkel", "Mrs. Robinson \u2013 A<' (Extended Mix)", "", 212.45),
        entry.track());
    assertEquals(Optional.of(Instant.ofEpochSecond(1791300240)), entry.playedAt());
  }

  @Test
  void aPairWithoutItsPathDoesNotCountYet() {
    String half =
        """
        #EXTVDJ:<artist>A</artist><title>B</title>
        /a.mp3
        #EXTVDJ:<artist>C</artist><title>D</title>
        """;

    Content content = Content.of("x.m3u", half);

    assertEquals("B", content.entry().orElseThrow().track().title());
    assertFalse(content.whole());
    assertEquals("D", playlistSong(half + "/c.mp3\n").title());
    assertTrue(Content.of("x.m3u", half + "/c.mp3\n").whole());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <title>T</title>                                      | /m/x.mp3              | ''  | T      | 0
          <artist>A</artist>                                    | /m/x.y.mp3            | A   | x.y    | 0
          <songlength>61</songlength>                           | C:\\m\\A - T.mp3      | A   | T      | 61
          <artist>A</artist><songlength>9</songlength>          | /m/Z - T.flac         | A   | T      | 9
          <title>A - T</title>                                  | /m/x.mp3              | A   | T      | 0
          <artist></artist><title>T</title><remix></remix>      | /m/x.mp3              | ''  | T      | 0
          <artist>A<title>T</title>                             | /m/x.mp3              | ''  | T      | 0
          <title>T</title><songlength>NaN</songlength>          | /m/x.mp3              | ''  | T      | 0
          <title>T</title><songlength>-5</songlength>           | /m/x.mp3              | ''  | T      | 0
          <title>T</title><songlength>3:32</songlength>         | /m/x.mp3              | ''  | T      | 0
          <artist>A &bogus; & &#xd800; B</artist><title>T</title> | netsearch://dz1     | A &bogus; & &#xd800; B | T | 0
          """)
  void anyTagMayBeMissing(String tags, String path, String artist, String title, double seconds) {
    assertEquals(
        new Track(artist, title, "", seconds),
        playlistSong("#EXTVDJ:%s\n%s\n".formatted(tags, path)));
  }

  @Test
  void aStreamWithoutTagsNamesNoSong() {
    assertEquals(Optional.empty(), Content.of("x.m3u", "#EXTM3U\nnetsearch://dz1\n").entry());
  }

  @Test
  void aPlaylistIsKnownByItsLinesUnderAnyName() {
    String text = "#EXTVDJ:<artist>A</artist><title>B</title>\n/a.mp3\n";

    assertEquals(new Track("A", "B", "", 0), song("playing.txt", text));
  }

  @Test
  void theTimeOfPlayMayBeInMilliseconds() {
    String text = "#EXTVDJ:<lastplaytime>1704198000123</lastplaytime><title>B</title>\n/a.mp3\n";

    assertEquals(
        Optional.of(Instant.ofEpochMilli(1704198000123L)),
        Content.of("x.m3u", text).entry().orElseThrow().playedAt());
  }

  @Test
  void aTimeOfPlayThatIsNoneIsLeftOut() {
    for (String time : new String[] {"0", "-1", "soon", "1e300", "", "99999999999999999999"}) {
      String text =
          "#EXTVDJ:<lastplaytime>%s</lastplaytime><title>B</title>\n/a.mp3\n".formatted(time);

      Entry entry = Content.of("x.m3u", text).entry().orElseThrow();

      assertTrue(
          entry
              .playedAt()
              .filter(at -> at.isBefore(Instant.parse("2100-01-01T00:00:00Z")))
              .isEmpty(),
          time);
    }
  }

  @Test
  void namesAreBoundedAndWithoutControlCharacters() {
    Track track = song("now_playing.txt", "A\u0007B - " + "\ud83c\udfa7".repeat(400) + "\n");

    assertEquals("A B", track.artist());
    assertTrue(track.title().length() <= 400, () -> "length " + track.title().length());
    assertFalse(Character.isHighSurrogate(track.title().charAt(track.title().length() - 1)));
  }

  @Test
  void garbageOfEveryKindIsReadInBoundedTime() {
    Random random = new Random(7);
    String alphabet = "<>&#;:-\n\r artislegth/\\EXTVDJ0129\u2013\ufffd";
    assertTimeout(
        Duration.ofSeconds(8),
        () -> {
          for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder(round % 2 == 0 ? "#EXTVDJ:" : "");
            for (int i = random.nextInt(400); i > 0; i--) {
              text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Content.of("x.m3u", text.toString());
            Content.of("x.txt", text.toString());
          }
          for (String part : new String[] {"<title>", "&#", "- ", "1:11 :", "#EXTVDJ:\n", "&amp"}) {
            Content.of("x.m3u", "#EXTVDJ:" + part.repeat(10_000) + "\n/x\n");
            Content.of("x.txt", part.repeat(10_000));
          }
        });
  }
}
