package vj.bench.accuracy;

import java.util.Arrays;
import vj.workers.audio.analysis.Rhythm;
import vj.workers.audio.analysis.RhythmTable;

/// How often each rhythm class was heard at each phase of the beat and of the bar, over some
/// pieces, and the logarithmic likelihoods that follow.
final class RhythmCounts {

  static final int BEAT = RhythmTable.PHASES / 4;

  /// Frames of the coarser estimate that count as much as one frame of the finer.
  private static final double TRUST_IN_BEAT = 600;

  private static final double TRUST_IN_GROUPS = 600;

  /// So that nothing is impossible.
  private static final double LEAST_COUNT = 5;

  /// Weights of the neighbouring phases that a frame counts for too.
  private static final double[] BLUR = {3 / 9.0, 2 / 9.0, 1 / 9.0};

  private final double[][] bar = new double[Rhythm.CLASSES][RhythmTable.PHASES];
  private final double[][] beat = new double[Rhythm.CLASSES][BEAT];
  private final double[] all = new double[Rhythm.CLASSES];

  void add(Piece piece) {
    for (int i = 0; i < piece.frames(); i++) {
      add(piece.heard(i), piece.place(i), 1);
    }
  }

  private void add(int heard, double place, double weight) {
    all[heard] += weight;
    double phase = place < 0 ? -1 - place : place - Math.floor(place);
    int p = (int) (phase * BEAT);
    for (int d = 1 - BLUR.length; d < BLUR.length; d++) {
      double share = weight * BLUR[Math.abs(d)];
      beat[heard][Math.floorMod(p + d, BEAT)] += share;
      for (int b = 0; b < 4; b++) {
        double part = place < 0 ? 0.25 : b == (int) place ? 1 : 0;
        bar[heard][Math.floorMod(b * BEAT + p + d, RhythmTable.PHASES)] += part * share;
      }
    }
  }

  /// Logarithm of how much likelier each class is at each phase of the bar than overall. From
  /// coarse to fine, each estimate leaning on the coarser where it has seen little: groups by
  /// themselves, classes at a phase of the beat, classes at a phase of the bar.
  double[][] logLikelihood() {
    double[] overall = lean(all, product(all), TRUST_IN_GROUPS);
    double[][] table = new double[all.length][RhythmTable.PHASES];
    for (int q = 0; q < BEAT; q++) {
      double[] apart = product(column(beat, q));
      double[] atBeat = lean(column(beat, q), apart, TRUST_IN_GROUPS);
      for (int p = q; p < RhythmTable.PHASES; p += BEAT) {
        double[] atBar = lean(column(bar, p), atBeat, TRUST_IN_BEAT);
        for (int c = 0; c < all.length; c++) {
          table[c][p] = Math.log(atBar[c] / overall[c]);
        }
      }
    }
    return table;
  }

  private static double[] column(double[][] counts, int phase) {
    return Arrays.stream(counts).mapToDouble(row -> row[phase]).toArray();
  }

  private static double[] lean(double[] counts, double[] prior, double trust) {
    double sum = Arrays.stream(counts).sum();
    double[] out = new double[counts.length];
    for (int c = 0; c < counts.length; c++) {
      out[c] = (counts[c] + trust * prior[c]) / (sum + trust);
    }
    return out;
  }

  /// What the classes would be if the groups of bands did not know of each other.
  private static double[] product(double[] counts) {
    double[] out = new double[counts.length];
    Arrays.fill(out, 1);
    for (int group = 0; group < 3; group++) {
      double[] steps = new double[6];
      Arrays.fill(steps, LEAST_COUNT);
      for (int c = 0; c < counts.length; c++) {
        steps[Rhythm.step(c, group)] += counts[c];
      }
      double sum = Arrays.stream(steps).sum();
      for (int c = 0; c < counts.length; c++) {
        out[c] *= steps[Rhythm.step(c, group)] / sum;
      }
    }
    return out;
  }
}
