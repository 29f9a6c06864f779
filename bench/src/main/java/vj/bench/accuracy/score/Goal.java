package vj.bench.accuracy.score;

import static vj.bench.accuracy.score.Group.ALL;
import static vj.bench.accuracy.score.Group.CHART;
import static vj.bench.accuracy.score.Group.CLUB;
import static vj.bench.accuracy.score.Group.MIDI;
import static vj.bench.accuracy.score.Group.NOISY;
import static vj.bench.accuracy.score.Group.OFF_CLUB;
import static vj.bench.accuracy.score.Group.POLY;

import java.util.List;

/// What the analysis is to reach: `must` is better than what others do, `ambitious` is better by
/// far.
record Goal(Measure measure, Group group, double must, double ambitious) {

  static final List<Goal> GOALS =
      List.of(
          new Goal(Measure.BEAT_F, ALL, 0.87, 0.91),
          new Goal(Measure.BEAT_F, CLUB, 0.95, 0.97),
          new Goal(Measure.BEAT_F, MIDI, 0.84, 0.88),
          new Goal(Measure.BEAT_F, CHART, 0.60, 0.70),
          new Goal(Measure.CML_T, ALL, 0.78, 0.84),
          new Goal(Measure.AML_T, ALL, 0.88, 0.93),
          new Goal(Measure.ACC_1, ALL, 0.86, 0.92),
          new Goal(Measure.ACC_1, CLUB, 0.96, 1.0),
          new Goal(Measure.ACC_2, ALL, 0.95, 0.98),
          new Goal(Measure.ACC_1_T, ALL, 0.86, 0.91),
          new Goal(Measure.LOCK_S, CLUB, 4, 2.5),
          new Goal(Measure.DOWN_F, CLUB, 0.70, 0.85),
          new Goal(Measure.ONSET_F, ALL, 0.88, 0.91),
          new Goal(Measure.ONSET_F, CLUB, 0.85, 0.89),
          new Goal(Measure.ONSET_OFF, ALL, 20, 15),
          new Goal(Measure.RPA_BEST, ALL, 0.975, 0.985),
          new Goal(Measure.RPA_BEST, NOISY, 0.94, 0.97),
          new Goal(Measure.RPA_BEST, POLY, 0.83, 0.92),
          new Goal(Measure.GROSS, ALL, 0.02, 0.01),
          new Goal(Measure.F0_LAG, ALL, 35, 25),
          new Goal(Measure.DROP_F_1S, CLUB, 0.85, 0.95),
          new Goal(Measure.FALSE_DROPS, OFF_CLUB, 0.3, 0.1),
          new Goal(Measure.BUILD_F, CLUB, 0.65, 0.80),
          new Goal(Measure.CPU, ALL, 0.015, 0.008));

  /// Errors, delays and cost are the better the smaller.
  private boolean smallIsGood() {
    return ambitious < must;
  }

  /// `-` missed, `must`, or `ambitious`.
  String verdict(double value) {
    double sign = smallIsGood() ? -1 : 1;
    return sign * value >= sign * ambitious
        ? "ambitious"
        : sign * value >= sign * must ? "must" : "-";
  }
}
