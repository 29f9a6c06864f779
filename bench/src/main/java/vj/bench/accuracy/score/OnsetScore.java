package vj.bench.accuracy.score;

/// Onsets: within 50 ms.
final class OnsetScore {

  private static final double WINDOW_SECONDS = 0.05;
  private static final double OFFSET_WINDOW_SECONDS = 0.1;

  private OnsetScore() {}

  static void score(Sheet truth, double[] found, Marks marks) {
    double[][] ignored = truth.pairs("ignore");
    double[] trueOnsets = Times.outside(truth.times("onsets"), ignored);
    double end = truth.number("duration") + WINDOW_SECONDS;
    double[] scored = Times.upTo(Times.outside(found, ignored), end);
    Matching matching = Matching.of(trueOnsets, scored, WINDOW_SECONDS);
    marks.put(Measure.ONSET_F, matching.f());
    marks.put(Measure.ONSET_P, matching.precision());
    marks.put(Measure.ONSET_R, matching.recall());
    BeatScore.offset(
        Matching.of(trueOnsets, scored, OFFSET_WINDOW_SECONDS), Measure.ONSET_OFF, marks);
  }
}
