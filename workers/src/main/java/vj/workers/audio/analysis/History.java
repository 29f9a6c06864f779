package vj.workers.audio.analysis;

/// The last samples of a signal, oldest first, so that a window is a plain stretch of an array.
final class History {

  private final float[] samples;

  History(int length) {
    samples = new float[length];
  }

  /// @param count at most the length of this history
  void append(float[] block, int count) {
    System.arraycopy(samples, count, samples, 0, samples.length - count);
    System.arraycopy(block, 0, samples, samples.length - count, count);
  }

  /// Live view; the newest sample is the last.
  float[] samples() {
    return samples;
  }
}
