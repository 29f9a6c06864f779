package vj.workers.audio.analysis;

/// Turns the network's probabilities into what is shown: a build-up that does not flicker, a drop
/// once. Silence and its end are neither.
final class Judgement {

  /// The build-up begins above the one and ends below the other.
  private static final float BEGINS = 0.5f;

  private static final float ENDS = 0.3f;
  private static final double SMOOTHING_SECONDS = 0.5;

  /// A drop is told when its probability, summed over the last frames, passes this. The more, the
  /// later: one frame is rarely enough, two are as a rule.
  private static final float DROPS = 0.7f;

  private static final float KEPT_PER_FRAME = 0.5f;
  private static final double DROP_APART_SECONDS = 8;
  private static final double DROP_SHOWS_SECONDS = 1;

  /// After silence everything grows, which means nothing.
  private static final double SETTLING_SECONDS = 3;

  private final float seconds;
  private final float smoothing;
  private float mean;
  private float hit;
  private boolean buildUp;
  private double sinceDrop = 1e9;
  private double soundSeconds;

  Judgement(double seconds) {
    this.seconds = (float) seconds;
    smoothing = (float) Math.min(1, seconds / SMOOTHING_SECONDS);
  }

  /// @param buildUpNow probability
  /// @param dropNow probability
  void take(float buildUpNow, float dropNow, boolean silent) {
    sinceDrop += seconds;
    soundSeconds = silent ? 0 : soundSeconds + seconds;
    if (soundSeconds < SETTLING_SECONDS) {
      mean = 0;
      hit = 0;
      buildUp = false;
      return;
    }
    mean += (buildUpNow - mean) * smoothing;
    hit = hit * KEPT_PER_FRAME + dropNow;
    if (hit > DROPS && sinceDrop > DROP_APART_SECONDS) {
      sinceDrop = 0;
      mean = 0;
    }
    buildUp = mean > (buildUp ? ENDS : BEGINS);
  }

  boolean buildUp() {
    return buildUp;
  }

  boolean drop() {
    return sinceDrop < DROP_SHOWS_SECONDS;
  }
}
