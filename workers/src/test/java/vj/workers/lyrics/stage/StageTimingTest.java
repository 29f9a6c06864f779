package vj.workers.lyrics.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vj.bus.telemetry.RecordingTelemetry;
import vj.workers.lyrics.stage.Sheet.Cue;
import vj.workers.lyrics.text.LyricLine;
import vj.workers.lyrics.text.Word;

/// When it does.
class StageTimingTest {

  private final StageRig rig = new StageRig();

  @Test
  void activatesEveryLineOfThreeMinutesWithinFiftyMilliseconds() {
    Finding.Words words = StageRig.words(90, 2);
    rig.play(StageRig.SONG);
    rig.stage.found(1, words, rig.now);
    long begun = rig.now;

    List<Double> active = new ArrayList<>();
    for (double at = 0; at < 181; at += 0.5) {
      double jitter = (at * 7 % 3 - 1.5) / 100; // as monitors have
      rig.stage.heard(rig.at(at + jitter), rig.now);
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
    while (rig.now - end < 0) {
      long next = rig.stage.turn(rig.now);
      long count = rig.osc.all("/karaoke/line/active").stream().filter(s -> s.intAt(0) > 0).count();
      for (int i = 0; i < count; i++) {
        times.add(rig.now / 1e9);
      }
      rig.osc.clear();
      rig.now = Math.max(rig.now + 1, Math.min(next, end));
    }
    return times;
  }

  @Test
  void saysWordsRefrainAndKeywordsWithTheirLine() {
    rig.play(StageRig.SONG);
    Sheet sheet =
        new Sheet(
            List.of(
                new LyricLine(1, "one two", List.of(new Word(1, "one"), new Word(1.75, "two"))),
                StageRig.line(3, "three four")),
            List.of(new Cue(1, "three four")),
            List.of(new Cue(0, "ONE TWO")));
    rig.stage.found(1, new Finding.Words(sheet, () -> {}), rig.now);
    rig.pass(0.2);
    rig.osc.clear();

    rig.stage.heard(rig.at(0.9), rig.now);
    rig.pass(2.4);

    assertEquals(
        List.of(
            "/karaoke/line/active [0]",
            "/karaoke/word/active [0, 0, one]",
            "/karaoke/keywords/active [0, ONE TWO]",
            "/karaoke/word/active [0, 1, two]",
            "/karaoke/line/active [1]",
            "/karaoke/word/active [1, 0, three]",
            "/karaoke/refrain/active [0, three four]"),
        rig.said());
  }

  @Test
  void estimatesWordsWithinTheirLine() {
    Sheet sheet =
        new Sheet(
            List.of(
                StageRig.line(10, "a longer word"),
                StageRig.line(11.5, "slow down"),
                StageRig.line(60, "end")),
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
    rig.play(StageRig.SONG);
    rig.stage.found(1, StageRig.words(20, 2), rig.now);
    rig.stage.heard(rig.at(21), rig.now);
    rig.pass(0.5);
    rig.stage.heard(rig.at(3), rig.now);
    rig.pass(0.1);
    rig.stage.heard(rig.at(31), rig.now);
    rig.pass(0.1);

    List<Integer> lines =
        rig.osc.all("/karaoke/line/active").stream().map(sent -> sent.intAt(0)).toList();
    assertEquals(List.of(10, 1, 15), lines.subList(lines.size() - 3, lines.size()));
  }

  @Test
  void doesNotActivateWhatItHasNotSentYet() {
    rig.play(StageRig.SONG);
    rig.osc.clear();
    rig.stage.heard(rig.at(150), rig.now);
    rig.stage.found(1, StageRig.words(90, 2), rig.now);
    rig.pass(1);

    List<String> said = rig.said();
    int active = said.indexOf("/karaoke/line/active [75]");
    assertTrue(active > said.indexOf("/karaoke/lyrics/line [75, 150.0, word 75]"), said::toString);
  }

  @Test
  void neverSendsMoreThanFiveHundredMessagesInASecond() {
    rig.play(StageRig.SONG);
    rig.stage.heard(rig.at(1), rig.now);
    rig.stage.found(1, StageRig.words(900, 0.1), rig.now);
    long begun = rig.now;
    int before = rig.osc.all().size();
    rig.pass(1);
    int first = rig.osc.all().size() - before;
    rig.pass(4);

    assertTrue(first > 300 && first <= 500, "in the first second: " + first);
    assertTrue(rig.osc.all().size() - before <= 500 * (rig.now - begun) / 1e9);
    assertEquals(900, rig.osc.all("/karaoke/lyrics/line").size());
  }

  @Test
  void showsLinesLaterByTheOffsetAndSaysSoAtOnce() {
    rig.play(StageRig.SONG);
    rig.stage.found(1, StageRig.words(3, 2), rig.now);
    rig.stage.heard(rig.at(2.1), rig.now);
    rig.pass(0.2);
    rig.osc.clear();

    rig.stage.offset(0.75);
    rig.pass(0.1);

    assertEquals(
        List.of(0.75f, 2.75f, 4.75f),
        rig.osc.all("/karaoke/lyrics/line").stream().map(sent -> sent.floatAt(1)).toList());
    assertEquals(0, rig.osc.all("/karaoke/line/active").getLast().intAt(0));
    rig.osc.clear();
    rig.pass(0.5);
    assertEquals(1, rig.osc.all("/karaoke/line/active").getLast().intAt(0));
  }

  @Test
  void restsWhileTheLineAfterASeekIsStillOnItsWay() {
    rig.play(StageRig.SONG);
    rig.stage.found(1, StageRig.words(400, 1), rig.now);
    rig.stage.heard(rig.at(0), rig.now);
    rig.pass(0.1);
    rig.stage.heard(rig.at(350), rig.now);
    long before = rig.turns;

    rig.pass(0.5);

    assertTrue(rig.turns - before < 300, () -> rig.turns - before + " turns");
  }

  @Test
  void saysRefrainAndKeywordsAgainAfterASeekToBeforeTheFirstLine() {
    Sheet sheet =
        new Sheet(
            List.of(StageRig.line(5, "one"), StageRig.line(50, "two")),
            List.of(new Cue(0, "one")),
            List.of(new Cue(0, "ONE")));
    rig.play(StageRig.SONG);
    rig.stage.found(1, new Finding.Words(sheet, () -> {}), rig.now);
    for (double position : List.of(6.0, 1.0, 6.0)) {
      rig.stage.heard(rig.at(position), rig.now);
      rig.pass(0.2);
    }

    assertEquals(2, rig.osc.all("/karaoke/refrain/active").size());
    assertEquals(2, rig.osc.all("/karaoke/keywords/active").size());
  }

  @Test
  void tellsANewcomerNoMoreThanFiveHundredMessagesInASecond() {
    rig.play(StageRig.SONG);
    rig.stage.heard(rig.at(0), rig.now);
    rig.stage.found(1, StageRig.words(900, 0.05), rig.now); // turned at every line
    rig.pass(5);

    RecordingTelemetry late = rig.osc.joined();
    rig.osc.clear();
    rig.pass(1);

    int heard = late.all().size() + rig.osc.all().size();
    assertTrue(heard > 300 && heard <= 500, () -> heard + " messages");
    rig.pass(2);
    assertEquals(900, late.all("/karaoke/lyrics/line").size());
  }

  @Test
  void tellsANewcomerNothingTwiceAtATime() {
    rig.play(StageRig.SONG);
    rig.stage.found(1, StageRig.words(900, 0.5), rig.now);
    rig.pass(0.2);
    RecordingTelemetry late = rig.osc.joined();
    rig.pass(1);

    assertEquals(0, late.all("/karaoke/lyrics/line").size());

    rig.pass(4);
    assertEquals(900, late.all("/karaoke/lyrics/line").size());
  }
}
