package vj.bench.accuracy.score;

import java.util.Arrays;

/// Tempo: within 4 %, of the piece as a whole and from moment to moment.
final class TempoScore {

  private static final double TOLERANCE = 0.04;
  private static final double ROUNDING = 1e-9;
  private static final double STEP_SECONDS = 0.25;

  /// So many right steps in a row, 5 s, are no accident.
  private static final int LOCKED_STEPS = 20;

  /// After a stretch to be ignored the tracker may take a second to notice.
  private static final double RECOVERY_SECONDS = 1;

  private static final double[] LEVELS = {1, 2, 3, 0.5, 1 / 3.0};

  private final Sheet truth;
  private final Curve trueTempo;

  TempoScore(Sheet truth) {
    this.truth = truth;
    trueTempo = truth.curve("bpm_curve");
  }

  void score(Sheet found, Marks marks) {
    Curve tempo = found.curve("bpm_curve");
    if (truth.number("bpm") <= 0 || (tempo.empty() && !found.has("bpm"))) {
      return;
    }
    double bpm = found.has("bpm") ? found.number("bpm") : median(tempo);
    marks.put(Measure.ACC_1, right(bpm, truth.number("bpm")));
    marks.put(Measure.ACC_2, rightAtAnyLevel(bpm, truth.number("bpm")));
    if (!tempo.empty()) {
      overTime(tempo, marks);
      marks.put(Measure.LOCK_S, lock(tempo));
    }
  }

  private double median(Curve tempo) {
    double from = Times.LISTENED_SECONDS;
    double to = Math.max(from + 0.3, truth.number("duration") - 1);
    double[] known =
        Arrays.stream(Times.every(STEP_SECONDS, from, to))
            .map(tempo::at)
            .filter(bpm -> bpm > 0)
            .toArray();
    return known.length == 0 ? 0 : Times.median(known);
  }

  private void overTime(Curve tempo, Marks marks) {
    double[] beats = truth.times("beats");
    double[][] ignored =
        Arrays.stream(truth.pairs("ignore"))
            .map(stretch -> new double[] {stretch[0], stretch[1] + RECOVERY_SECONDS})
            .toArray(double[][]::new);
    double[] steps =
        Times.every(STEP_SECONDS, Times.LISTENED_SECONDS, truth.number("duration") - 1);
    steps = Times.outside(steps, ignored);
    steps = Times.upTo(Times.from(steps, beats[0]), beats[beats.length - 1]);
    if (steps.length == 0) {
      return;
    }
    double same = 0;
    double any = 0;
    for (double t : steps) {
      same += right(tempo.at(t), trueTempo.at(t)) ? 1 : 0;
      any += rightAtAnyLevel(tempo.at(t), trueTempo.at(t)) ? 1 : 0;
    }
    marks.put(Measure.ACC_1_T, same / steps.length);
    marks.put(Measure.ACC_2_T, any / steps.length);
  }

  /// Seconds until the tempo is right for the first time and stays so for a while; the whole piece
  /// if it never does.
  private double lock(Curve tempo) {
    double[] steps = Times.every(STEP_SECONDS, 0, truth.number("duration") - 1);
    int run = 0;
    // The last step starts no stretch that could be told from luck.
    for (int i = 0; i < steps.length - 1; i++) {
      double t = steps[i];
      boolean right = right(tempo.at(t), trueTempo.at(Math.max(t, trueTempo.start())));
      run = right ? run + 1 : 0;
      if (run == LOCKED_STEPS) {
        return steps[i - LOCKED_STEPS + 1];
      }
    }
    return truth.number("duration");
  }

  private static boolean right(double bpm, double trueBpm) {
    return bpm > 0 && Math.abs(bpm - trueBpm) <= TOLERANCE * trueBpm + ROUNDING;
  }

  private static boolean rightAtAnyLevel(double bpm, double trueBpm) {
    return Arrays.stream(LEVELS).anyMatch(level -> right(bpm, level * trueBpm));
  }
}
