package vj.bench.accuracy.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PitchScoreTest {

  /// A second of silence, then four octaves of gliding.
  private static double glide(double t) {
    return t < 1 ? 0 : 220 * Math.pow(2, t);
  }

  @Test
  void whatIsRightGetsFullMarks() {
    Marks marks = marks(PitchScoreTest::glide);

    assertEquals(1, of(marks, Measure.RPA));
    assertEquals(0, of(marks, Measure.GROSS));
    assertEquals(0, of(marks, Measure.VFA));
    assertEquals(1, of(marks, Measure.VR));
  }

  @Test
  void pitchMayBe50CentsOffAndNoMore() {
    assertEquals(1, of(marks(higherBy(49)), Measure.RPA));
    assertEquals(0, of(marks(higherBy(51)), Measure.RPA));
    assertEquals(49, of(marks(higherBy(49)), Measure.CENTS), 0.1);
  }

  @Test
  void wrongOctaveIsAGrossErrorButTheRightChroma() {
    Marks marks = marks(higherBy(1200));

    assertEquals(0, of(marks, Measure.RPA));
    assertEquals(1, of(marks, Measure.RCA));
    assertEquals(1, of(marks, Measure.GROSS));
  }

  @Test
  void constantDelayIsTheLag() {
    Marks marks = marks(t -> glide(t - 0.06));

    assertTrue(of(marks, Measure.RPA) < 0.1);
    assertTrue(of(marks, Measure.RPA_BEST) > 0.97);
    assertEquals(60, of(marks, Measure.F0_LAG), 10);
  }

  @Test
  void silenceFindsNothing() {
    Marks marks = marks(t -> 0);

    assertEquals(0, of(marks, Measure.RPA));
    assertEquals(0, of(marks, Measure.VR));
    assertEquals(1, of(marks, Measure.GROSS));
  }

  private static DoubleUnaryOperator higherBy(double cents) {
    return t -> glide(t) * Math.pow(2, cents / 1200);
  }

  private static Marks marks(DoubleUnaryOperator found) {
    String truth =
        "{\"category\": \"pitch\", \"duration\": 5, \"f0\": %s}"
            .formatted(curve(PitchScoreTest::glide));
    String prediction = "{\"f0\": %s}".formatted(curve(found));
    return new PieceScore(Sheet.of(truth), PieceScore.Use.EMIT).of(Sheet.of(prediction));
  }

  private static String curve(DoubleUnaryOperator hz) {
    return IntStream.range(0, 500)
        .mapToObj(i -> "[" + i / 100.0 + ", " + hz.applyAsDouble(i / 100.0) + "]")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static double of(Marks marks, Measure measure) {
    return marks.of(measure).orElseThrow();
  }
}
