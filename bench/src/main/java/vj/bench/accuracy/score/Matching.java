package vj.bench.accuracy.score;

import java.util.Arrays;

/// True and found events, paired one to one within a window.
///
/// @param trueEvents how many there are
/// @param found how many were found
/// @param errors of the pairs, found minus true, in seconds
record Matching(int trueEvents, int found, double[] errors) {

  /// Times that lie on the edge of the window are in it, whatever the last bit says.
  private static final double ROUNDING = 1e-9;

  /// Both ascending. Pairing from left to right leaves the fewest without a partner.
  static Matching of(double[] trueTimes, double[] foundTimes, double window) {
    double[] errors = new double[Math.min(trueTimes.length, foundTimes.length)];
    int pairs = 0;
    int i = 0;
    int j = 0;
    while (i < trueTimes.length && j < foundTimes.length) {
      double error = foundTimes[j] - trueTimes[i];
      if (Math.abs(error) <= window + ROUNDING) {
        errors[pairs++] = error;
        i++;
        j++;
      } else if (error < 0) {
        j++;
      } else {
        i++;
      }
    }
    return new Matching(trueTimes.length, foundTimes.length, Arrays.copyOf(errors, pairs));
  }

  int pairs() {
    return errors.length;
  }

  double precision() {
    return found == 0 ? (trueEvents == 0 ? 1 : 0) : (double) pairs() / found;
  }

  double recall() {
    return trueEvents == 0 ? (found == 0 ? 1 : 0) : (double) pairs() / trueEvents;
  }

  double f() {
    double sum = precision() + recall();
    return sum == 0 ? 0 : 2 * precision() * recall() / sum;
  }
}
