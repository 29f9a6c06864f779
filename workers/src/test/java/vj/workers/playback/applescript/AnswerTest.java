package vj.workers.playback.applescript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.workers.playback.Track;

final class AnswerTest {

  /// A record as the script prints it.
  static String record(String... fields) {
    return String.join(String.valueOf(Question.FIELD), fields) + Question.RECORD;
  }

  @Test
  void readsWhatBothPlay() {
    String printed =
        record("spotify", "playing", "12345", "200000", "Artist", "Title", "Album")
            + record("music", "paused", "0", "61500", "A", "T", "");

    assertEquals(
        Map.of(
            App.SPOTIFY,
            new Answer.Plays(new Track("Artist", "Title", "Album", 200), 12.345, true),
            App.MUSIC,
            new Answer.Plays(new Track("A", "T", "", 61.5), 0, false)),
        Answer.all(printed));
  }

  @Test
  void quotesAndLineEndsInTitlesAreNoTrouble() {
    String printed =
        record(
            "music",
            "playing",
            "1",
            "2000",
            "\"A\" \\ 'B'",
            "one\r\ntwo, {three}\t& four",
            "\u266b");

    assertEquals(
        new Track("\"A\" \\ 'B'", "one two, {three} & four", "\u266b", 2),
        ((Answer.Plays) Answer.all(printed).get(App.MUSIC)).track());
  }

  @Test
  void numbersAreReadInEveryCountry() {
    String printed =
        record("spotify", "playing", "1,2E+3", "missing value", "A", "T", "missing value");

    assertEquals(
        Map.of(App.SPOTIFY, new Answer.Plays(new Track("A", "T", "", 0), 1.2, true)),
        Answer.all(printed));
  }

  @Test
  void aTrackWithoutNamesIsNone() {
    String printed = record("music", "playing", "1", "2", "missing value", " ", "Album");

    assertEquals(Map.of(App.MUSIC, new Answer.Stopped()), Answer.all(printed));
  }

  @Test
  void aRefusalSaysWhoMayAllowIt() {
    String printed =
        record("spotify", "error", "-1743", "Not authorized to send Apple events to Spotify.")
            + record("music", "error", "-1712", "AppleEvent timed out.");

    Map<App, Answer> answers = Answer.all(printed);

    assertTrue(answers.get(App.SPOTIFY) instanceof Answer.Refused refused && refused.forbidden());
    assertTrue(answers.get(App.MUSIC) instanceof Answer.Refused refused && !refused.forbidden());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "spotify",
        "spotify\u001f",
        "spotify\u001fplaying\u001f1\u001f2\u001fA\u001fT\u001e",
        "spotify\u001fplaying\u001f1\u001f2\u001fA\u001fT\u001fB\u001fC\u001e",
        "spotify\u001fdancing\u001f1\u001f2\u001fA\u001fT\u001fB\u001e",
        "winamp\u001fplaying\u001f1\u001f2\u001fA\u001fT\u001fB\u001e",
        "\u001f\u001f\u001f\u001f\u001f\u001f\u001e\u001e\u001e"
      })
  void whatIsNoAnswerIsLeftOut(String printed) {
    assertEquals(Map.of(), Answer.all(printed));
  }

  @Test
  void garbageNeverThrows() {
    var random = new Random(2);
    String alphabet = "spotifymusicplaying0123456789-.,E\u001e\u001f\u001f\u001f\n\ud83c\u0000";
    for (int round = 0; round < 10_000; round++) {
      var printed = new StringBuilder(record("spotify", "playing", "1", "2", "A", "T", "B"));
      for (int hits = 0; hits < 5; hits++) {
        printed.setCharAt(
            random.nextInt(printed.length()), alphabet.charAt(random.nextInt(alphabet.length())));
      }

      assertTrue(Answer.all(printed.toString()).size() <= 2);
    }
  }
}
