package vj.workers.audio;

/// Any number of channels to one.
public final class Downmix {

  private Downmix() {}

  /// The mean of the channels of each of `frames` frames.
  public static void mean(float[] interleaved, int channels, float[] mono, int frames) {
    float share = 1f / channels;
    int at = 0;
    for (int frame = 0; frame < frames; frame++) {
      float sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += interleaved[at++];
      }
      mono[frame] = sum * share;
    }
  }
}
