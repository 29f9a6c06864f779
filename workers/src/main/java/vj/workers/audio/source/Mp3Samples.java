package vj.workers.audio.source;

import java.util.Arrays;
import javazoom.jl.decoder.Obuffer;

/// Takes jlayer's samples as they leave the filter bank: as floats, not clipped to 16 bits, and
/// without a copy through shorts.
final class Mp3Samples extends Obuffer {

  private static final int LONGEST_FRAME = 1152;
  private static final float SCALE = 0x1p-15f;

  private final int channels;
  private final float[] interleaved;
  private final int[] filled;

  Mp3Samples(int channels) {
    this.channels = channels;
    this.interleaved = new float[LONGEST_FRAME * channels];
    this.filled = new int[channels];
  }

  int frames() {
    return filled[0];
  }

  float[] interleaved() {
    return interleaved;
  }

  void clear() {
    Arrays.fill(filled, 0);
  }

  void silence(int frames) {
    Arrays.fill(interleaved, 0);
    Arrays.fill(filled, frames);
  }

  /// Moves the sound after the first `frames` to the beginning.
  void drop(int frames) {
    if (frames > 0) {
      System.arraycopy(
          interleaved, frames * channels, interleaved, 0, (filled[0] - frames) * channels);
    }
  }

  @Override
  public void append(int channel, short value) {
    interleaved[filled[channel]++ * channels + channel] = value * SCALE;
  }

  @Override
  public void appendSamples(int channel, float[] samples) {
    int at = filled[channel] * channels + channel;
    for (float sample : samples) {
      interleaved[at] = sample * SCALE;
      at += channels;
    }
    filled[channel] += samples.length;
  }

  @Override
  public void write_buffer(int channel) {}

  @Override
  public void close() {}

  @Override
  public void clear_buffer() {}

  @Override
  public void set_stop_flag() {}
}
