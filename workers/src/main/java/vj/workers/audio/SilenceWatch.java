package vj.workers.audio;

/// Notices digital silence: what a muted source delivers, or a microphone that the system does not
/// let us hear. A quiet room is never exactly zero.
final class SilenceWatch {

  static final int SECONDS = 10;

  private final long limit;
  private long zeros;

  SilenceWatch(int sampleRate) {
    this.limit = (long) SECONDS * sampleRate;
  }

  /// @return whether it has been silent for long, after this chunk
  boolean heard(float[] mono, int count) {
    zeros = allZero(mono, count) ? zeros + count : 0;
    return zeros >= limit;
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
