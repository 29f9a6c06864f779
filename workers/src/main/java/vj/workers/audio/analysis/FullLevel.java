package vj.workers.audio.analysis;

/// The level that a range of the sound has when it plays in full, remembered through a break: the
/// last 20 dB are approached within a second, forgotten by 0.3 dB/s.
final class FullLevel {

  private static final float LEAST_DECIBELS = -120;
  private static final float FURTHEST_DECIBELS = 20;
  private static final float FORGETTING_PER_SECOND = 0.3f;

  private final float seconds;
  private float level = LEAST_DECIBELS;

  FullLevel(double seconds) {
    this.seconds = (float) seconds;
  }

  float take(float decibels) {
    level =
        decibels > level
            ? Math.max(decibels - FURTHEST_DECIBELS, level + (decibels - level) * seconds)
            : Math.max(LEAST_DECIBELS, level - FORGETTING_PER_SECOND * seconds);
    return level;
  }
}
