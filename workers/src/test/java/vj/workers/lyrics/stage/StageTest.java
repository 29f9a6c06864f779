package vj.workers.lyrics.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vj.bus.telemetry.RecordingTelemetry;
import vj.bus.telemetry.RecordingTelemetry.Sent;
import vj.workers.lyrics.input.Heard;
import vj.workers.lyrics.input.Heard.Announced;
import vj.workers.lyrics.input.Heard.Position;
import vj.workers.lyrics.input.Song;
import vj.workers.lyrics.stage.Sheet.Cue;
import vj.workers.lyrics.text.LyricLine;
import vj.workers.lyrics.text.Word;

class StageTest {

  private static final Song SONG = new Song("demo", "Anna", "Tide", "Sea", 180);
  private static final Song OTHER = new Song("demo", "Ben", "Dune", "", 200);

  private final RecordingTelemetry osc = new RecordingTelemetry();
  private long now = 1_000_000_000L;
  private final Stage stage = new Stage(osc, now);

  @Test
  void takesEverythingOfTheOldSongOffTheAirWhenAnotherBegins() {
    play(SONG);
    stage.found(stage.current().orElseThrow().generation(), words(3, 1), now);
    stage.found(1, new Finding.Felt(mood("dark", 0.9)), now);
    stage.found(1, new Finding.Pictured(Path.of("/tmp/a.png")), now);
    pass(1);
    osc.clear();

    play(OTHER);

    assertEquals(
        List.of(
            "/karaoke/lyrics/reset []",
            "/karaoke/refrain/reset []",
            "/karaoke/keywords/reset [Ben::Dune]",
            "/karaoke/line/active [-1]",
            "/karaoke/image/clear []",
            "/karaoke/categories/dark [0.0]",
            "/karaoke/categories/mood []",
            "/karaoke/analysis/energy [0.0]",
            "/karaoke/analysis/valence [0.0]",
            "/karaoke/analysis/themes []"),
        said());
  }

  @Test
  void sendsNothingThatWasFoundForAnOldSong() {
    play(SONG);
    long old = stage.current().orElseThrow().generation();
    play(OTHER);
    osc.clear();

    stage.found(old, words(3, 1), now);
    stage.found(old, new Finding.Felt(mood("dark", 0.9)), now);
    stage.found(old, new Finding.Pictured(Path.of("/tmp/a.png")), now);
    stage.found(old, new Finding.NoWords(), now);
    pass(2);

    assertEquals(List.of(), said());
  }

  @Test
  void sendsTheListsAsTheContractSays() {
    play(SONG);
    osc.clear();
    Sheet sheet =
        new Sheet(
            List.of(line(1, "one two"), line(2.5, ""), line(4, "one two")),
            List.of(new Cue(0, "one two"), new Cue(2, "one two")),
            List.of(new Cue(0, "ONE TWO"), new Cue(2, "ONE TWO")));
    var sent = new AtomicInteger();

    stage.found(1, new Finding.Words(sheet, sent::incrementAndGet), now);
    pass(1);

    assertEquals(
        List.of(
            "/karaoke/track [1, demo, Anna, Tide, Sea, 180.0, 1]",
            "/karaoke/lyrics/reset []",
            "/karaoke/refrain/reset []",
            "/karaoke/keywords/reset [Anna::Tide]",
            "/karaoke/line/active [-1]",
            "/karaoke/lyrics/line [0, 1.0, one two]",
            "/karaoke/lyrics/line [1, 2.5, ]",
            "/karaoke/lyrics/line [2, 4.0, one two]",
            "/karaoke/refrain/line [0, 1.0, one two]",
            "/karaoke/refrain/line [1, 4.0, one two]",
            "/karaoke/keywords/line [0, 1.0, ONE TWO]",
            "/karaoke/keywords/line [2, 4.0, ONE TWO]"),
        said());
    assertEquals(1, sent.get());
  }

  @Test
  void saysThatThereAreNoWords() {
    play(SONG);
    osc.clear();

    stage.found(1, new Finding.NoWords(), now);
    stage.found(1, new Finding.NoWords(), now);
    pass(1);

    assertEquals(List.of("/karaoke/track [1, demo, Anna, Tide, Sea, 180.0, 0]"), said());
  }

  @Test
  void activatesEveryLineOfThreeMinutesWithinFiftyMilliseconds() {
    Finding.Words words = words(90, 2);
    play(SONG);
    stage.found(1, words, now);
    long begun = now;

    List<Double> active = new ArrayList<>();
    for (double at = 0; at < 181; at += 0.5) {
      double jitter = (at * 7 % 3 - 1.5) / 100; // as monitors have
      stage.heard(at(at + jitter), now);
      active.addAll(activeUntil(begun + Math.round((at + 0.5) * 1e9)));
    }

    assertEquals(89, active.size());
    for (int i = 1; i < 90; i++) {
      double late = active.get(i - 1) - begun / 1e9 - words.sheet().lines().get(i).seconds();
      assertEquals(0, late, 0.05, "line " + i);
    }
  }

  /// The times in seconds at which a line became active, but for the first, until `end`.
  private List<Double> activeUntil(long end) {
    List<Double> times = new ArrayList<>();
    while (now - end < 0) {
      long next = stage.turn(now);
      long count = osc.all("/karaoke/line/active").stream().filter(s -> s.intAt(0) > 0).count();
      for (int i = 0; i < count; i++) {
        times.add(now / 1e9);
      }
      osc.clear();
      now = Math.max(now + 1, Math.min(next, end));
    }
    return times;
  }

  @Test
  void saysWordsRefrainAndKeywordsWithTheirLine() {
    play(SONG);
    Sheet sheet =
        new Sheet(
            List.of(
                new LyricLine(1, "one two", List.of(new Word(1, "one"), new Word(1.75, "two"))),
                line(3, "three four")),
            List.of(new Cue(1, "three four")),
            List.of(new Cue(0, "ONE TWO")));
    stage.found(1, new Finding.Words(sheet, () -> {}), now);
    pass(0.2);
    osc.clear();

    stage.heard(at(0.9), now);
    pass(2.4);

    assertEquals(
        List.of(
            "/karaoke/line/active [0]",
            "/karaoke/word/active [0, 0, one]",
            "/karaoke/keywords/active [0, ONE TWO]",
            "/karaoke/word/active [0, 1, two]",
            "/karaoke/line/active [1]",
            "/karaoke/word/active [1, 0, three]",
            "/karaoke/refrain/active [0, three four]"),
        said());
  }

  @Test
  void estimatesWordsWithinTheirLine() {
    Sheet sheet =
        new Sheet(
            List.of(line(10, "a longer word"), line(11.5, "slow down"), line(60, "end")),
            List.of(),
            List.of());

    List<Word> quick = WordTimes.of(sheet, 0);
    List<Word> slow = WordTimes.of(sheet, 1);

    assertEquals(List.of("a", "longer", "word"), quick.stream().map(Word::text).toList());
    assertEquals(10, quick.get(0).seconds());
    assertTrue(quick.get(2).seconds() < 11.5);
    assertTrue(slow.get(1).seconds() <= 11.5 + 1.2);
  }

  @Test
  void followsASeekBackAndForth() {
    play(SONG);
    stage.found(1, words(20, 2), now);
    stage.heard(at(21), now);
    pass(0.5);
    stage.heard(at(3), now);
    pass(0.1);
    stage.heard(at(31), now);
    pass(0.1);

    List<Integer> lines =
        osc.all("/karaoke/line/active").stream().map(sent -> sent.intAt(0)).toList();
    assertEquals(List.of(10, 1, 15), lines.subList(lines.size() - 3, lines.size()));
  }

  @Test
  void doesNotActivateWhatItHasNotSentYet() {
    play(SONG);
    osc.clear();
    stage.heard(at(150), now);
    stage.found(1, words(90, 2), now);
    pass(1);

    List<String> said = said();
    int active = said.indexOf("/karaoke/line/active [75]");
    assertTrue(active > said.indexOf("/karaoke/lyrics/line [75, 150.0, word 75]"), said::toString);
  }

  @Test
  void neverSendsMoreThanFiveHundredMessagesInASecond() {
    play(SONG);
    stage.heard(at(1), now);
    stage.found(1, words(900, 0.1), now);
    long begun = now;
    int before = osc.all().size();
    pass(1);
    int first = osc.all().size() - before;
    pass(4);

    assertTrue(first > 300 && first <= 500, "in the first second: " + first);
    assertTrue(osc.all().size() - before <= 500 * (now - begun) / 1e9);
    assertEquals(900, osc.all("/karaoke/lyrics/line").size());
  }

  @Test
  void showsLinesLaterByTheOffsetAndSaysSoAtOnce() {
    play(SONG);
    stage.found(1, words(3, 2), now);
    stage.heard(at(2.1), now);
    pass(0.2);
    osc.clear();

    stage.offset(0.75);
    pass(0.1);

    assertEquals(
        List.of(0.75f, 2.75f, 4.75f),
        osc.all("/karaoke/lyrics/line").stream().map(sent -> sent.floatAt(1)).toList());
    assertEquals(0, osc.all("/karaoke/line/active").getLast().intAt(0));
    osc.clear();
    pass(0.5);
    assertEquals(1, osc.all("/karaoke/line/active").getLast().intAt(0));
  }

  @Test
  void anAnnouncementOfTheSameSongIsNoNewOne() {
    play(SONG);
    stage.found(1, words(3, 2), now);
    pass(1);
    osc.clear();

    play(new Song("echo", "Anna", "Tide", "", 0));
    play(new Song("echo", "Anna", "Tide", "Sea", 180));

    assertEquals(List.of(), said());
    assertEquals(1, stage.current().orElseThrow().generation());
  }

  @Test
  void learnsTheAlbumLate() {
    play(new Song("demo", "Anna", "Tide", "", 0));
    play(SONG);

    assertEquals(SONG, stage.current().orElseThrow().song());
    assertEquals(1, stage.current().orElseThrow().generation());
  }

  @Test
  void clearsTheAirWhenPlaybackEnds() {
    play(SONG);
    stage.found(1, words(3, 2), now);
    pass(1);
    osc.clear();

    stage.heard(new Heard(Optional.of(new Announced.Ended()), Optional.empty()), now);
    stage.heard(new Heard(Optional.of(new Announced.Ended()), Optional.empty()), now);
    pass(10);

    assertEquals(
        List.of(
            "/karaoke/lyrics/reset []",
            "/karaoke/refrain/reset []",
            "/karaoke/keywords/reset []",
            "/karaoke/line/active [-1]",
            "/karaoke/image/clear []"),
        said());
    assertEquals(Optional.empty(), stage.current());
  }

  @Test
  void zeroesCategoriesThatAreNotAmongTheTenHighestAnyMore() {
    play(SONG);
    stage.found(
        1, new Finding.Felt(new Mood("a", twelve(false), 0.5, 0.5, List.of("x", "y"))), now);
    assertEquals(10, categories().size());
    assertEquals("x, y", osc.all("/karaoke/analysis/themes").getLast().textAt(0));
    osc.clear();

    stage.found(1, new Finding.Felt(new Mood("l", twelve(true), 0.5, 0.5, List.of())), now);

    assertEquals(12, categories().size());
    assertEquals(
        List.of("/karaoke/categories/a", "/karaoke/categories/b"),
        categories().stream().filter(s -> s.floatAt(0) == 0).map(Sent::address).sorted().toList());
  }

  /// `a` to `l`, the first ones the highest; or, `turned`, the first two the lowest.
  private static Map<String, Double> twelve(boolean turned) {
    return IntStream.range(0, 12)
        .boxed()
        .collect(
            Collectors.toMap(
                i -> String.valueOf((char) ('a' + i)),
                i -> !turned ? (20 - i) / 20.0 : i < 2 ? 0.1 : 0.9));
  }

  private List<Sent> categories() {
    return osc.all().stream()
        .filter(sent -> sent.address().startsWith("/karaoke/categories/"))
        .filter(sent -> !sent.address().endsWith("mood"))
        .toList();
  }

  private void play(Song song) {
    stage.heard(new Heard(Optional.of(new Announced.Plays(song)), Optional.empty()), now);
  }

  private Heard at(double seconds) {
    return new Heard(Optional.empty(), Optional.of(new Position(seconds, true, now)));
  }

  private static Mood mood(String name, double value) {
    return new Mood(name, Map.of(name, value), 0.5, -0.5, List.of("night"));
  }

  private static LyricLine line(double seconds, String text) {
    return new LyricLine(seconds, text, List.of());
  }

  private static Finding.Words words(int lines, double apart) {
    List<LyricLine> all =
        IntStream.range(0, lines).mapToObj(i -> line(i * apart, "word " + i)).toList();
    return new Finding.Words(new Sheet(all, List.of(), List.of()), () -> {});
  }

  /// Turns the stage as its thread does, exactly at the times it asks for.
  private void pass(double seconds) {
    long end = now + Math.round(seconds * 1e9);
    while (now - end < 0) {
      now = Math.max(now + 1, Math.min(stage.turn(now), end));
    }
  }

  private List<String> said() {
    return osc.all().stream().map(sent -> sent.address() + " " + sent.arguments()).toList();
  }
}
