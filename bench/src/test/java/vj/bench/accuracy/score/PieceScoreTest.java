package vj.bench.accuracy.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PieceScoreTest {

  /// Two a second from 0.5 s to 30 s.
  private static final double[] BEATS = every(1, 0);

  private static final String TRUTH =
      """
      {"category": "club", "duration": 31.0, "bpm": 120, "bpm_curve": [[0, 120]],
       "beats": %s, "downbeats": %s, "onsets": %1$s,
       "drops": [10, 20], "buildups": [[6, 10], [16, 20]], "ignore": []}
      """
          .formatted(Arrays.toString(BEATS), Arrays.toString(every(4, 0)));

  @Test
  void whatIsRightGetsFullMarks() {
    Marks marks =
        marks(
            """
            {"beats": %s, "downbeats": %s, "onsets": %1$s, "bpm_curve": [[0, 120]],
             "drops": [10, 20], "buildups": [[6, 10], [16, 20]], "cpu_s": 0.31}
            """
                .formatted(Arrays.toString(BEATS), Arrays.toString(every(4, 0))));

    for (Measure measure :
        new Measure[] {
          Measure.BEAT_F,
          Measure.CML_C,
          Measure.AML_T,
          Measure.DOWN_F,
          Measure.ACC_1,
          Measure.ACC_1_T,
          Measure.ONSET_F,
          Measure.DROP_F_1S,
          Measure.BUILD_F
        }) {
      assertEquals(1, of(marks, measure), measure.label());
    }
    assertEquals(0, of(marks, Measure.LOCK_S));
    assertEquals(0.01, of(marks, Measure.CPU), 1e-9);
  }

  @Test
  void beatsMayBe70MillisecondsOffAndNoMore() {
    Marks near = beats(shifted(0.069));
    Marks far = beats(shifted(0.071));

    assertEquals(1, of(near, Measure.BEAT_F));
    assertEquals(69, of(near, Measure.BEAT_OFF), 1e-6);
    assertEquals(0, of(far, Measure.BEAT_F));
  }

  @Test
  void offBeatIsWrongButRightAtAnotherLevel() {
    Marks marks = beats(shifted(0.25));

    assertEquals(0, of(marks, Measure.BEAT_F));
    assertEquals(0, of(marks, Measure.CML_T));
    assertTrue(of(marks, Measure.AML_T) > 0.95);
  }

  @Test
  void twiceAsFastIsRightAtAnotherLevel() {
    double[] twice =
        DoubleStream.concat(Arrays.stream(BEATS), Arrays.stream(shifted(0.25))).sorted().toArray();

    Marks marks = beats(twice);

    assertEquals(2 / 3.0, of(marks, Measure.BEAT_F), 0.02);
    assertTrue(of(marks, Measure.CML_T) < 0.02);
    assertTrue(of(marks, Measure.AML_T) > 0.98);
  }

  @Test
  void everyOtherBeatIsRightAtAnotherLevel() {
    Marks marks = beats(every(2, 0));

    assertEquals(2 / 3.0, of(marks, Measure.BEAT_F), 0.02);
    assertTrue(of(marks, Measure.AML_T) > 0.95);
  }

  @Test
  void slipOfThePhaseEndsTheLongestStretch() {
    double[] slipped = Arrays.stream(BEATS).map(t -> t < 17 ? t : t + 0.2).toArray();

    Marks marks = beats(slipped);

    double before = Arrays.stream(BEATS).filter(t -> t >= 5 && t < 17).count();
    double all = Arrays.stream(BEATS).filter(t -> t >= 5).count();
    assertEquals(before / all, of(marks, Measure.CML_C), 1e-9);
    assertEquals(before / all, of(marks, Measure.BEAT_F), 1e-9);
  }

  @Test
  void whatTheTruthIgnoresCostsNothing() {
    String truth = TRUTH.replace("\"ignore\": []", "\"ignore\": [[10, 20]]");
    double[] paused = Arrays.stream(BEATS).filter(t -> t < 10 || t > 20).toArray();

    Marks marks = marks(truth, beatsJson(paused), PieceScore.Use.EMIT);

    assertEquals(1, of(marks, Measure.BEAT_F));
  }

  @Test
  void downbeatsMustBeTheRightOnes() {
    Marks right = marks("{\"downbeats\": %s}".formatted(Arrays.toString(every(4, 0))));
    Marks wrong = marks("{\"downbeats\": %s}".formatted(Arrays.toString(every(4, 1))));

    assertEquals(1, of(right, Measure.DOWN_F));
    assertEquals(0, of(wrong, Measure.DOWN_F));
  }

  @Test
  void tempoMayBeFourPercentOffAndNoMore() {
    assertEquals(1, of(marks("{\"bpm\": 124.8}"), Measure.ACC_1));
    assertEquals(0, of(marks("{\"bpm\": 124.9}"), Measure.ACC_1));
    assertEquals(1, of(marks("{\"bpm\": 40}"), Measure.ACC_2));
    assertEquals(0, of(marks("{\"bpm\": 80}"), Measure.ACC_2));
  }

  @Test
  void lockIsWhenTheTempoHasComeToStay() {
    Marks marks = marks("{\"bpm_curve\": [[0, 60], [3, 120], [5, 60], [17.5, 120]]}");

    assertEquals(17.5, of(marks, Measure.LOCK_S));
    assertEquals(1, of(marks, Measure.ACC_2_T));
  }

  @Test
  void missedAndDoubledOnsetsCostRecallAndPrecision() {
    double[] doubled =
        DoubleStream.concat(Arrays.stream(BEATS), Arrays.stream(shifted(0.02))).sorted().toArray();

    Marks half = marks("{\"onsets\": %s}".formatted(Arrays.toString(every(2, 0))));
    Marks twice = marks("{\"onsets\": %s}".formatted(Arrays.toString(doubled)));

    assertEquals(1, of(half, Measure.ONSET_P));
    assertEquals(0.5, of(half, Measure.ONSET_R));
    assertEquals(1, of(twice, Measure.ONSET_R));
    assertEquals(0.5, of(twice, Measure.ONSET_P));
  }

  @Test
  void sentTimesCountUnlessTheReportedAreAskedFor() {
    String late =
        "{\"onsets\": %s, \"onsets_emit\": %s}"
            .formatted(Arrays.toString(BEATS), Arrays.toString(shifted(0.03)));

    Marks sent = marks(TRUTH, late, PieceScore.Use.EMIT);
    Marks reported = marks(TRUTH, late, PieceScore.Use.REPORTED);

    assertEquals(30, of(sent, Measure.ONSET_OFF), 1e-6);
    assertEquals(0, of(reported, Measure.ONSET_OFF), 1e-6);
  }

  @Test
  void dropsAndBuildUpsAreHeldAgainstTheTruth() {
    Marks marks = marks("{\"drops\": [10.1, 20.6, 25], \"buildups\": [[6, 10]]}");

    assertEquals(0.8, of(marks, Measure.DROP_F_1S), 1e-9);
    assertEquals(0.4, of(marks, Measure.DROP_F_250), 1e-9);
    assertEquals(2 * 40 / 120.0, of(marks, Measure.BUILD_F), 1e-9);
    assertEquals(60 / 31.0, of(marks, Measure.FALSE_DROPS), 1e-9);
  }

  @Test
  void silenceIsNotScored() {
    Marks marks = marks("{}");

    assertTrue(marks.values().isEmpty());
  }

  private static Marks beats(double[] found) {
    return marks(beatsJson(found));
  }

  private static String beatsJson(double[] found) {
    return "{\"beats\": %s}".formatted(Arrays.toString(found));
  }

  private static Marks marks(String found) {
    return marks(TRUTH, found, PieceScore.Use.EMIT);
  }

  private static Marks marks(String truth, String found, PieceScore.Use use) {
    return new PieceScore(Sheet.of(truth), use).of(Sheet.of(found));
  }

  private static double of(Marks marks, Measure measure) {
    return marks.of(measure).orElseThrow();
  }

  private static double[] shifted(double seconds) {
    return Arrays.stream(BEATS).map(t -> t + seconds).toArray();
  }

  private static double[] every(int step, int first) {
    return IntStream.range(0, 60)
        .filter(i -> i % step == first)
        .mapToDouble(i -> 0.5 + 0.5 * i)
        .toArray();
  }
}
