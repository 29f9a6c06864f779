package vj.bench.accuracy.score;

import java.util.List;

/// How long beats stay right in one go, and in all: both phase and period within 17.5 % (Hainsworth
/// 2004, Klapuri 2006; CMLc and CMLt of mir_eval).
///
/// @param longest share of the beats in the longest right stretch
/// @param total share of all right beats
record Continuity(double longest, double total) {

  private static final double TOLERANCE = 0.175;

  private static final Continuity NONE = new Continuity(0, 0);

  static Continuity of(double[] trueBeats, double[] found) {
    if (trueBeats.length < 2 || found.length < 2) {
      return NONE;
    }
    boolean[] taken = new boolean[trueBeats.length];
    int run = 0;
    int longest = 0;
    int total = 0;
    for (int j = 0; j < found.length; j++) {
      int i = nearest(trueBeats, found[j]);
      boolean right = !taken[i] && right(trueBeats, i, found, j);
      taken[i] |= right;
      run = right ? run + 1 : 0;
      longest = Math.max(longest, run);
      total += right ? 1 : 0;
    }
    double all = Math.max(trueBeats.length, found.length);
    return new Continuity(longest / all, total / all);
  }

  /// The best at any metrical level: as written, on the off-beats, twice as fast, and every other
  /// beat from the first or the second. Longest and total may be of different levels.
  static Continuity atAnyLevel(double[] trueBeats, double[] found) {
    if (trueBeats.length < 2 || found.length < 2) {
      return NONE;
    }
    double[] twice = new double[2 * trueBeats.length - 1];
    double[] between = new double[trueBeats.length - 1];
    for (int i = 0; i < trueBeats.length; i++) {
      twice[2 * i] = trueBeats[i];
      if (i < between.length) {
        between[i] = (trueBeats[i] + trueBeats[i + 1]) / 2;
        twice[2 * i + 1] = between[i];
      }
    }
    double longest = 0;
    double total = 0;
    for (double[] level :
        List.of(trueBeats, between, twice, everyOther(trueBeats, 0), everyOther(trueBeats, 1))) {
      Continuity one = of(level, found);
      longest = Math.max(longest, one.longest);
      total = Math.max(total, one.total);
    }
    return new Continuity(longest, total);
  }

  private static boolean right(double[] trueBeats, int i, double[] found, int j) {
    boolean first = i == 0 || j == 0;
    if (first && (i + 1 >= trueBeats.length || j + 1 >= found.length)) {
      return false;
    }
    int step = first ? 1 : -1;
    double truePeriod = Math.abs(trueBeats[i + step] - trueBeats[i]);
    double period = Math.abs(found[j + step] - found[j]);
    return Math.abs(found[j] - trueBeats[i]) / truePeriod < TOLERANCE
        && Math.abs(1 - period / truePeriod) < TOLERANCE;
  }

  private static int nearest(double[] beats, double time) {
    int nearest = 0;
    for (int i = 1; i < beats.length; i++) {
      if (Math.abs(beats[i] - time) < Math.abs(beats[nearest] - time)) {
        nearest = i;
      }
    }
    return nearest;
  }

  private static double[] everyOther(double[] beats, int from) {
    double[] half = new double[(beats.length - from + 1) / 2];
    for (int i = 0; i < half.length; i++) {
      half[i] = beats[from + 2 * i];
    }
    return half;
  }
}
