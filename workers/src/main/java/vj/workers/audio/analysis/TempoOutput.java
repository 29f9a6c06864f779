package vj.workers.audio.analysis;

/// The tempo as it goes out: small changes are smoothed, large ones must last before they are
/// believed, and nothing is said until something is known.
final class TempoOutput {

  private static final float KNOWN_ABOVE = 0.1f;
  private static final float UNKNOWN_BELOW = 0.08f;
  private static final double KNOWN_AFTER_SECONDS = 0.2;
  private static final double UNKNOWN_AFTER_SECONDS = 4;
  private static final double LARGE = 0.04;
  private static final double LARGE_AFTER_SECONDS = 0.6;
  private static final double SMOOTH_SECONDS = 1.5;

  /// The first reading rests on two beats, so what follows it counts for more at first.
  private static final double FIRST_SMOOTH_SECONDS = 0.3;

  private static final double CERTAINTY_SECONDS = 0.4;

  private double bpm;
  private float certainty;
  private double pendingSeconds;
  private double smoothSeconds = FIRST_SMOOTH_SECONDS;

  /// @param heardBpm beats per minute, as the beats come
  void take(double heardBpm, float heardCertainty, double seconds) {
    certainty += (float) ((heardCertainty - certainty) * Math.min(1, seconds / CERTAINTY_SECONDS));
    if (bpm == 0) {
      awaitKnowledge(heardBpm, seconds);
      return;
    }
    if (certainty < UNKNOWN_BELOW) {
      pendingSeconds += seconds;
      if (pendingSeconds > UNKNOWN_AFTER_SECONDS) {
        forget();
      }
      return;
    }
    double ratio = heardBpm / bpm;
    if (Math.abs(ratio - 1) < LARGE) {
      pendingSeconds = 0;
      smoothSeconds = Math.min(SMOOTH_SECONDS, smoothSeconds + seconds / 2);
      bpm += (heardBpm - bpm) * seconds / smoothSeconds;
    } else {
      pendingSeconds += seconds;
      if (pendingSeconds > LARGE_AFTER_SECONDS) {
        pendingSeconds = 0;
        smoothSeconds = FIRST_SMOOTH_SECONDS;
        bpm = heardBpm;
      }
    }
  }

  private void awaitKnowledge(double heardBpm, double seconds) {
    pendingSeconds = certainty > KNOWN_ABOVE ? pendingSeconds + seconds : 0;
    if (pendingSeconds > KNOWN_AFTER_SECONDS) {
      pendingSeconds = 0;
      smoothSeconds = FIRST_SMOOTH_SECONDS;
      bpm = heardBpm;
    }
  }

  void forget() {
    bpm = 0;
    pendingSeconds = 0;
  }

  /// 0 while unknown.
  double bpm() {
    return bpm;
  }

  /// 0..1.
  float certainty() {
    return certainty;
  }
}
