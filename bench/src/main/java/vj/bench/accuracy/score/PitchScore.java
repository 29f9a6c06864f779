package vj.bench.accuracy.score;

import java.util.Arrays;
import java.util.function.DoublePredicate;

/// Pitch: within half a semitone, frame by frame of the truth, as it was told and at the constant
/// shift that suits it best, which is its lag.
final class PitchScore {

  private static final double RIGHT_CENTS = 50;
  private static final double GROSS_CENTS = 100;

  /// A frame is answered by the nearest estimate, if it is that near.
  private static final double REACH_SECONDS = 0.05;

  private static final double FIRST_SHIFT = -0.04;
  private static final double LAST_SHIFT = 0.161;
  private static final double SHIFT_STEP = 0.005;

  /// Shifts that are as good as the best, but for luck; the lag is their middle.
  private static final double AS_GOOD = 0.001;

  /// With fewer silent frames, false alarms are not counted.
  private static final int SILENT_FRAMES = 5;

  /// Where nothing was heard: farther off than any note.
  private static final double SILENT = 1e9;

  /// Truth marks what is not to be scored with −1, silence with 0.
  private final Curve voiced;

  private final Curve silent;
  private final Curve found;

  private PitchScore(Curve truth, Curve found) {
    voiced = only(truth, hz -> hz > 0);
    silent = only(truth, hz -> hz == 0);
    this.found = found;
  }

  static void score(Sheet truth, Sheet found, Marks marks) {
    Curve pitches = found.curve("f0");
    if (pitches.times().length < 2) {
      marks.put(Measure.RPA, 0);
      marks.put(Measure.RCA, 0);
      marks.put(Measure.GROSS, 1);
      marks.put(Measure.VR, 0);
      marks.put(Measure.VFA, 0);
      return;
    }
    PitchScore score = new PitchScore(truth.curve("f0"), pitches);
    score.asTold(marks);
    score.atBestShift(marks);
  }

  private static Curve only(Curve curve, DoublePredicate wanted) {
    double[][] points = new double[curve.times().length][];
    int n = 0;
    for (int i = 0; i < points.length; i++) {
      if (wanted.test(curve.values()[i])) {
        points[n++] = new double[] {curve.times()[i], curve.values()[i]};
      }
    }
    return Curve.of(Arrays.copyOf(points, n));
  }

  private void asTold(Marks marks) {
    double[] cents = cents(0);
    double[] said = Arrays.stream(cents).filter(c -> c != SILENT).toArray();
    double[] fine = Arrays.stream(said).map(Math::abs).filter(c -> c <= RIGHT_CENTS).toArray();
    marks.put(Measure.RPA, share(cents, PitchScore::right));
    marks.put(Measure.RCA, share(cents, c -> c != SILENT && right(withinOctave(c))));
    marks.put(Measure.GROSS, said.length == 0 ? 1 : share(said, c -> Math.abs(c) > GROSS_CENTS));
    marks.put(Measure.VR, (double) said.length / cents.length);
    if (silent.times().length > SILENT_FRAMES) {
      marks.put(Measure.VFA, share(silent.times(), t -> found.nearest(t, REACH_SECONDS) > 0));
    }
    if (fine.length > 0) {
      marks.put(Measure.CENTS, Times.median(fine));
    }
  }

  private void atBestShift(Marks marks) {
    double[] shifts = Times.every(SHIFT_STEP, FIRST_SHIFT, LAST_SHIFT);
    double[] right = Arrays.stream(shifts).map(s -> share(cents(s), PitchScore::right)).toArray();
    double best = Arrays.stream(right).max().orElse(0);
    double sum = 0;
    int n = 0;
    for (int i = 0; i < shifts.length; i++) {
      if (right[i] >= best - AS_GOOD) {
        sum += shifts[i];
        n++;
      }
    }
    marks.put(Measure.RPA_BEST, best);
    marks.put(Measure.F0_LAG, 1000 * sum / n);
  }

  /// Of each voiced frame.
  private double[] cents(double shift) {
    Curve shifted = found.sooner(shift);
    double[] cents = new double[voiced.times().length];
    for (int i = 0; i < cents.length; i++) {
      double hz = shifted.nearest(voiced.times()[i], REACH_SECONDS);
      cents[i] = hz > 0 ? 1200 * Math.log(hz / voiced.values()[i]) / Math.log(2) : SILENT;
    }
    return cents;
  }

  private static boolean right(double cents) {
    return Math.abs(cents) <= RIGHT_CENTS;
  }

  /// −600..600
  private static double withinOctave(double cents) {
    return cents - 1200 * Math.floor((cents + 600) / 1200);
  }

  private static double share(double[] values, DoublePredicate wanted) {
    return (double) Arrays.stream(values).filter(wanted).count() / values.length;
  }
}
