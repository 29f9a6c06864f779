package vj.bench.accuracy.corpus;

import java.nio.ByteBuffer;

/// One channel of sound at the corpus' rate, in memory. Full scale is ±1, but it may exceed that
/// until it is written. Whoever makes one hands its samples over.
final class Sound {

  static final int RATE = 44_100;

  private final float[] samples;

  Sound(float[] samples) {
    this.samples = samples;
  }

  float[] samples() {
    return samples;
  }

  double seconds() {
    return samples.length / (double) RATE;
  }

  float peak() {
    float peak = 0;
    for (float s : samples) {
      peak = Math.max(peak, Math.abs(s));
    }
    return peak;
  }

  double rms() {
    double sum = 0;
    for (float s : samples) {
      sum += (double) s * s;
    }
    return Math.sqrt(sum / Math.max(1, samples.length));
  }

  Sound times(double gain) {
    float[] scaled = new float[samples.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (samples[i] * gain);
    }
    return new Sound(scaled);
  }

  /// Both at once, as long as the shorter one.
  Sound plus(Sound other) {
    float[] sum = new float[Math.min(samples.length, other.samples.length)];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = samples[i] + other.samples[i];
    }
    return new Sound(sum);
  }

  /// So that the highest sample is `peak`; silence stays silence.
  Sound normalised(double peak) {
    float now = peak();
    return now == 0 ? this : times(peak / now);
  }

  /// As a WAV file of 16 bits.
  ByteBuffer wav() {
    ByteBuffer wav = PieceFiles.wav(samples.length);
    for (float s : samples) {
      wav.putShort((short) Math.clamp(Math.round(s * 32767f), -32768, 32767));
    }
    return wav;
  }
}
