package vj.workers.audio.analysis;

/// The level that counts as full scale: follows the loudest of the last seconds, never falls below
/// a floor. It holds through a break, then lets go slowly, so that quiet parts look quiet.
final class Gain {

  private static final double ATTACK_SECONDS = 0.03;
  private static final double HOLD_SECONDS = 8;
  private static final double RELEASE_DECIBELS_PER_SECOND = 3;

  private final float floor;
  private final float attack;
  private final float release;
  private final int holdHops;
  private float reference;
  private int hold;

  /// @param floor amplitude below which nothing is amplified further
  Gain(float floor, double hopSeconds) {
    this.floor = floor;
    reference = floor;
    attack = (float) (1 - Math.exp(-hopSeconds / ATTACK_SECONDS));
    release = (float) Math.pow(10, -RELEASE_DECIBELS_PER_SECOND * hopSeconds / 20);
    holdHops = (int) (HOLD_SECONDS / hopSeconds);
  }

  /// @param least what the reference may not fall below now, for a band that is tied to the others
  /// @return the amplitude that reads 1
  float follow(float amplitude, float least) {
    if (amplitude > reference) {
      reference += (amplitude - reference) * attack;
      hold = holdHops;
    } else if (amplitude > 0.7f * reference) {
      hold = holdHops;
    } else if (hold > 0) {
      hold--;
    } else {
      reference = Math.max(floor, reference * release);
    }
    return Math.max(reference, least);
  }
}
