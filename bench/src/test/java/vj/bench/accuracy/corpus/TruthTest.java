package vj.bench.accuracy.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vj.bench.accuracy.corpus.MidiEvent.Meter;
import vj.bus.control.Json;
import vj.bus.control.ProtocolException;

/// What is called true of a piece: that a listener would say so, and that it follows what is done
/// to the piece.
final class TruthTest {

  private static final Meter FOUR = new Meter(0, 4, 4);
  private static final Span MINUTE = new Span(0, 60);

  @Test
  void aNoteOnEveryBeatIsABeat() {
    Performance steady = Performance.of(Tunes.steady(120, 500_000, FOUR));

    TruthFilter.Verdict verdict = TruthFilter.judge(steady, MINUTE);

    assertTrue(verdict.usable());
    assertEquals(120, verdict.bpm(), 1e-6);
    assertEquals(1, verdict.covered(), 1e-6);
  }

  @Test
  void notesBetweenTheBeatsAreNone() {
    for (int late : List.of(120, 240, 360)) { // of 480 ticks
      Performance shifted = Performance.of(Tunes.steady(120, 500_000, FOUR, late));

      assertFalse(TruthFilter.judge(shifted, MINUTE).usable(), late + " ticks late");
    }
  }

  @Test
  void notesOffTheGridAreNone() {
    Performance free = Performance.of(Tunes.steady(120, 500_000, FOUR, 60));

    assertFalse(TruthFilter.judge(free, MINUTE).usable());
  }

  @Test
  void noListenerTapsAtFortyOrAtThreeHundred() {
    Performance slow = Performance.of(Tunes.steady(120, 1_500_000, FOUR));
    Performance fast = Performance.of(Tunes.steady(300, 200_000, FOUR));

    assertFalse(TruthFilter.judge(slow, MINUTE).usable());
    assertFalse(TruthFilter.judge(fast, MINUTE).usable());
  }

  @Test
  void tooFewNotesSayNothing() {
    Performance sparse = Performance.of(Tunes.steady(40, 500_000, FOUR));

    assertFalse(TruthFilter.judge(sparse, MINUTE).usable());
    assertFalse(
        TruthFilter.judge(Performance.of(new MidiFile(480, List.of(), 480)), MINUTE).usable());
  }

  @Test
  void aCutMovesTheBeatsWithTheSound() {
    Performance steady = Performance.of(Tunes.steady(120, 500_000, FOUR));

    TruthCut.Times times =
        new TruthCut(steady).played(List.of(new Span(10.2, 12.0), new Span(30.1, 31.9)));

    // beats at 10.5 11 11.5 and, after 1.8 s, at 30.5 31 31.5
    assertTimes(List.of(0.3, 0.8, 1.3, 2.2, 2.7, 3.2), times.rhythm().beats());
    assertEquals(120, times.rhythm().bpm(), 1e-6);
    assertTimes(List.of(0.3, 0.8, 1.3, 2.2, 2.7, 3.2), times.onsets());
  }

  @Test
  void theCurveTellsATempoThatJumps() {
    Performance jumping =
        Performance.of(Tunes.steady(120, 500_000, FOUR)).bent(t -> t < 480 * 20 ? 1 : 1.2);

    TruthCut.Times times = new TruthCut(jumping).played(List.of(new Span(0, 30)));

    List<Double> curve = times.rhythm().curve();
    assertEquals(4, curve.size());
    assertEquals(120, curve.get(1), 0.01);
    assertEquals(10, curve.get(2), 0.01);
    assertEquals(144, curve.get(3), 0.01);
  }

  @Test
  void noBeatIsKnownBeforeTheMusicBegins() {
    MidiFile late = Tunes.steady(20, 500_000, FOUR);
    MidiFile silentFirst =
        new MidiFile(480, late.events().stream().filter(e -> e.tick() >= 480 * 8).toList(), 9600);

    TruthCut.Times times =
        new TruthCut(Performance.of(silentFirst)).played(List.of(new Span(0, 10)));

    assertEquals(4.0, times.rhythm().beats().getFirst(), 1e-6);
  }

  @Test
  void theTruthFileIsJson() throws ProtocolException {
    NotatedTruth.Origin origin =
        new NotatedTruth.Origin("a-1", "midi", "x", "clean", "g", "k:n (2)", "notated");
    NotatedTruth.Rhythm rhythm =
        new NotatedTruth.Rhythm(List.of(0.5, 1.0), List.of(0.5), List.of(0.5, 120.0), "4/4");

    var read = Json.object(new NotatedTruth(origin, 2, rhythm, List.of(0.5)).json(), "truth");

    assertEquals(List.of(0.5, 1.0), read.get("beats"));
    assertEquals(List.of(List.of(0.5, 120.0)), read.get("bpm_curve"));
    assertEquals(120.0, read.get("bpm"));
    assertEquals("k:n (2)", read.get("source"));
  }

  private static void assertTimes(List<Double> expected, List<Double> actual) {
    assertEquals(expected.size(), actual.size(), actual::toString);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), actual.get(i), 1e-6);
    }
  }
}
