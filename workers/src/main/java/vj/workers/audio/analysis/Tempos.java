package vj.workers.audio.analysis;

/// The tempos that the beat tracker thinks of, one per row of its belief: from slow to fast, each
/// the same ratio above the one before; which are likely beforehand, and how a beat may lead from
/// one to the next.
final class Tempos {

  /// A beat may be this many rows faster or slower than the one before.
  static final int REACH = 4;

  private static final double SLOWEST_BPM = 54;
  private static final double FASTEST_BPM = 216;
  private static final double STEP = 1.0125;

  /// How much a change of tempo by a given ratio is disbelieved.
  private static final double STEADINESS = 120;

  private static final double PRIOR_BPM = 122;
  private static final double PRIOR_OCTAVES = 0.55;

  private final double[] bpm;
  private final double[] turn;
  private final double[] index;
  private final float[] prior;
  private final float[] spread = new float[2 * REACH + 1];

  Tempos(double frameSeconds) {
    int rows = 1 + (int) (Math.log(FASTEST_BPM / SLOWEST_BPM) / Math.log(STEP));
    bpm = new double[rows];
    turn = new double[rows];
    index = new double[rows];
    prior = new float[rows];
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      bpm[r] = SLOWEST_BPM * Math.pow(STEP, r);
      turn[r] = BarPointer.PHASES * bpm[r] / 60 * frameSeconds;
      index[r] = BeatNetwork.tempoIndex(bpm[r]);
      double octaves = Math.log(bpm[r] / PRIOR_BPM) / Math.log(2) / PRIOR_OCTAVES;
      prior[r] = (float) Math.exp(-octaves * octaves / 2);
      sum += prior[r];
    }
    for (int r = 0; r < rows; r++) {
      prior[r] /= (float) sum;
    }
    double all = 0;
    for (int d = -REACH; d <= REACH; d++) {
      all += Math.exp(-STEADINESS * Math.abs(Math.pow(STEP, d) - 1));
    }
    for (int d = -REACH; d <= REACH; d++) {
      spread[d + REACH] = (float) (Math.exp(-STEADINESS * Math.abs(Math.pow(STEP, d) - 1)) / all);
    }
  }

  int rows() {
    return bpm.length;
  }

  double bpm(int row) {
    return bpm[row];
  }

  /// Where among the tempos of [BeatNetwork].
  double index(int row) {
    return index[row];
  }

  /// Phases per frame.
  double turn(int row) {
    return turn[row];
  }

  /// Probability beforehand; all rows add up to 1.
  float prior(int row) {
    return prior[row];
  }

  /// Part of what passes a beat at one tempo that goes on at another, no more than [#REACH] away.
  float spread(int from, int to) {
    return spread[to - from + REACH];
  }
}
