package vj.bench.accuracy.corpus;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// One channel of sound being put together. Not thread-safe.
final class Tape {

  static final int RATE = Sound.RATE;

  private final double[] samples;

  Tape(double seconds) {
    samples = new double[at(seconds)];
  }

  Tape(double[] samples) {
    this.samples = samples;
  }

  static int at(double seconds) {
    return (int) Math.round(seconds * RATE);
  }

  /// Mixes `sound` in; what lies outside the tape is lost.
  void add(double seconds, double[] sound, double gain) {
    int from = at(seconds);
    int end = Math.min(sound.length, samples.length - from);
    for (int i = Math.max(0, -from); i < end; i++) {
      samples[from + i] += gain * sound[i];
    }
  }

  void add(Tape other, double gain) {
    add(0, other.samples, gain);
  }

  /// The samples themselves, to be worked on in place.
  double[] samples() {
    return samples;
  }

  double seconds() {
    return (double) samples.length / RATE;
  }

  double rms() {
    double sum = 0;
    for (double x : samples) {
      sum += x * x;
    }
    return Math.sqrt(sum / Math.max(1, samples.length));
  }

  double peak() {
    double peak = 1e-9;
    for (double x : samples) {
      peak = Math.max(peak, Math.abs(x));
    }
    return peak;
  }

  void scale(double gain) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= gain;
    }
  }

  void silence(double from, double to) {
    Arrays.fill(samples, clip(at(from)), clip(at(to)), 0);
  }

  private int clip(int sample) {
    return Math.clamp(sample, 0, samples.length);
  }

  /// As a WAV file of 16 bits.
  ByteBuffer wav() {
    ByteBuffer wav = PieceFiles.wav(samples.length);
    for (double x : samples) {
      wav.putShort((short) Math.clamp(Math.round(32767 * x), Short.MIN_VALUE, Short.MAX_VALUE));
    }
    return wav;
  }
}
