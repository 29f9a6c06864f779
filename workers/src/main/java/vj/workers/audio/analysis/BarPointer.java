package vj.workers.audio.analysis;

/// The belief about tempo, metre and place in the bar, moved on frame by frame (bar-pointer model:
/// Whiteley, Cemgil and Godsill 2006; Krebs, Böck and Widmer 2015).
final class BarPointer {

  /// Phases per beat.
  static final int PHASES = 64;

  /// Beats of the commonest bar.
  static final int BEATS = 4;

  static final int CELLS = BEATS * PHASES;

  /// Mass that starts anew anywhere in each second: what lets a new track in.
  private static final double RESTART_PER_SECOND = Tune.get("restart", 2e-3);

  private final Tempos tempos;
  private final Meter four;
  private final float restart;
  private final float[] favour;
  private final double[] index;
  private static final double TEMPO_TRUST = Tune.get("ttrust", 0.01);
  private float scale = 1;

  BarPointer(double frameSeconds) {
    tempos = new Tempos(frameSeconds);
    four = new Meter(BEATS, tempos);
    restart = (float) (RESTART_PER_SECOND * frameSeconds);
    favour = new float[tempos.rows()];
    index = new double[tempos.rows()];
    for (int r = 0; r < index.length; r++) {
      index[r] = BeatNetwork.tempoIndex(tempos.bpm(r));
    }
    reset();
  }

  /// Forgets everything but the prior.
  void reset() {
    four.reset(1);
    scale = 1;
  }

  /// One frame passes.
  void advance() {
    four.advance();
  }

  /// Weighs all by how likely it makes what was heard.
  ///
  /// @return how likely this was, against not knowing the beat
  float hear(Evidence evidence, BeatNetwork network) {
    for (int r = 0; r < favour.length; r++) {
      favour[r] =
          (float)
              Math.exp(TEMPO_TRUST * Math.log(network.tempo(index[r]) * BeatNetwork.TEMPI + 1e-3));
    }
    float total = four.hear(evidence, scale, restart, favour);
    scale = 1 / total;
    return total;
  }

  int rows() {
    return tempos.rows();
  }

  double bpm(int row) {
    return tempos.bpm(row);
  }

  /// Probability of a tempo.
  float mass(int row) {
    return four.mass(row) * scale;
  }

  /// Probability of a tempo and a place in the bar, `phase` in 0..[#CELLS]−1.
  float at(int row, int phase) {
    return four.at(row, phase) * scale;
  }
}
