package vj.workers.audio;

/// Notices digital silence: what a muted source delivers, or a microphone that the system does not
/// let us hear. A quiet room is never exactly zero.
final class SilenceWatch {

  private static final int SECONDS = 10;

  private final long limit;
  private long zeros;

  /// What the last chunk changed.
  enum Change {
    NO_CHANGE,
    BEGINS,
    ENDS
  }

  SilenceWatch(int sampleRate) {
    this.limit = (long) SECONDS * sampleRate;
  }

  Change heard(float[] mono, int count) {
    boolean before = zeros >= limit;
    if (allZero(mono, count)) {
      zeros += count;
    } else {
      zeros = 0;
    }
    boolean after = zeros >= limit;
    if (before == after) {
      return Change.NO_CHANGE;
    }
    return after ? Change.BEGINS : Change.ENDS;
  }

  private static boolean allZero(float[] mono, int count) {
    for (int i = 0; i < count; i++) {
      if (mono[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
