package vj.workers.audio.analysis;

/// Whether a period belongs to a note that sounds, by the power of what repeats: not when the note
/// was let go and rings on, and not far below the notes before it.
final class Voicing {

  /// A note may fade at this rate, like a piano or a plucked string...
  private static final double FADING_DECIBELS_PER_SECOND = 90;

  /// ...and is over when it lies this far below: one that is let go fades several times faster.
  private static final double OVER_DECIBELS = 8;

  /// Neither is this far below the loudest note of late: echoes, tails of drums.
  private static final double FAINT_DECIBELS = 24;

  private static final double FORGETTING_DECIBELS_PER_SECOND = 6;

  /// About half a tone: a note farther off is another.
  private static final float SAME_NOTE = 0.03f;

  private final float fading;
  private final float forgetting;
  private final float over = ratio(OVER_DECIBELS);
  private final float faint = ratio(FAINT_DECIBELS);
  private float note;
  private float loudest;
  private float lastHz;

  Voicing(double hopSeconds) {
    fading = ratio(FADING_DECIBELS_PER_SECOND * hopSeconds);
    forgetting = ratio(FORGETTING_DECIBELS_PER_SECOND * hopSeconds);
  }

  private static float ratio(double decibels) {
    return (float) Math.pow(10, -decibels / 10);
  }

  /// A hop without a period.
  void rest() {
    note *= fading;
    loudest *= forgetting;
  }

  /// @param power mean square of what repeats
  /// @return whether the note sounds
  boolean take(float hz, float power) {
    rest();
    boolean same = Math.abs(hz - lastHz) < SAME_NOTE * lastHz;
    note = Math.max(power, same ? note : 0);
    loudest = Math.max(power, loudest);
    lastHz = hz;
    return power >= note * over && power >= loudest * faint;
  }
}
