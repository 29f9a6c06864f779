package vj.bench.accuracy.score;

/// Beats and downbeats: within 70 ms, after the first seconds, outside what the truth ignores.
final class BeatScore {

  private static final double WINDOW_SECONDS = 0.07;

  /// For the offset: wide enough to show a tracker that is always late.
  private static final double OFFSET_WINDOW_SECONDS = 0.1;

  /// Fewer say nothing about an offset.
  private static final int OFFSET_PAIRS = 5;

  /// How far a tracker may run on after the music.
  private static final double AFTER_SECONDS = 0.3;

  private final Sheet truth;
  private final double[] beats;

  BeatScore(Sheet truth) {
    this.truth = truth;
    beats = truth.times("beats");
  }

  void beats(double[] found, Marks marks) {
    double[] trueBeats = scored(beats);
    double[] scored = scored(Times.upTo(found, lastBeat()));
    marks.put(Measure.BEAT_F, Matching.of(trueBeats, scored, WINDOW_SECONDS).f());
    Continuity same = Continuity.of(trueBeats, scored);
    Continuity any = Continuity.atAnyLevel(trueBeats, scored);
    marks.put(Measure.CML_C, same.longest());
    marks.put(Measure.CML_T, same.total());
    marks.put(Measure.AML_C, any.longest());
    marks.put(Measure.AML_T, any.total());
    offset(Matching.of(trueBeats, scored, OFFSET_WINDOW_SECONDS), Measure.BEAT_OFF, marks);
  }

  void downbeats(double[] found, Marks marks) {
    double[] scored = scored(Times.upTo(found, lastBeat()));
    Matching matching = Matching.of(scored(truth.times("downbeats")), scored, WINDOW_SECONDS);
    marks.put(Measure.DOWN_F, matching.f());
  }

  /// The middle error in milliseconds.
  static void offset(Matching matching, Measure measure, Marks marks) {
    if (matching.pairs() >= OFFSET_PAIRS) {
      marks.put(measure, 1000 * Times.median(matching.errors()));
    }
  }

  private double lastBeat() {
    return beats[beats.length - 1] + AFTER_SECONDS;
  }

  private double[] scored(double[] times) {
    return Times.from(Times.outside(times, truth.pairs("ignore")), Times.LISTENED_SECONDS);
  }
}
