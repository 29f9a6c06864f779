package vj.workers.audio.analysis;

import be.tarsos.dsp.util.fft.FFT;

/// Normalised square difference of the newest stretch of a signal with itself, by one transform
/// forth and one back, and its period: the first peak that comes near the highest.
final class Nsdf {

  private static final float NEAR_HIGHEST = 0.9f;

  private final int length;
  private final int shortestLag;
  private final int longestLag;
  private final FFT fft;
  private final float[] work;
  private final float[] nsdf;
  private float power;
  private float lag;
  private float clarity;

  /// @param length a power of two
  Nsdf(int length, int shortestLag, int longestLag) {
    this.length = length;
    this.shortestLag = Math.max(2, shortestLag);
    this.longestLag = Math.min(longestLag, length - 2);
    fft = new FFT(2 * length);
    work = new float[2 * length];
    nsdf = new float[this.longestLag + 2];
  }

  void take(float[] samples) {
    int from = samples.length - length;
    double energy = 0;
    for (int i = 0; i < length; i++) {
      float x = samples[from + i];
      work[i] = x;
      work[length + i] = 0;
      energy += x * x;
    }
    power = (float) (energy / length);
    lag = 1;
    clarity = 0;
    if (power < 1e-12f) {
      return;
    }
    autocorrelate();
    normalise(samples, from, energy);
    pick();
  }

  private void autocorrelate() {
    fft.forwardTransform(work);
    work[0] *= work[0];
    work[1] *= work[1];
    for (int k = 2; k < work.length; k += 2) {
      work[k] = work[k] * work[k] + work[k + 1] * work[k + 1];
      work[k + 1] = 0;
    }
    fft.backwardsTransform(work);
  }

  private void normalise(float[] samples, int from, double energy) {
    double both = 2 * energy;
    float scale = (float) (energy / work[0]);
    nsdf[0] = 1;
    for (int t = 1; t < nsdf.length; t++) {
      float head = samples[from + t - 1];
      float tail = samples[from + length - t];
      both -= head * head + tail * tail;
      nsdf[t] = both > 1e-9 * energy ? (float) (2 * scale * work[t] / both) : 0;
    }
  }

  /// Peaks count from the first negative value on, one per positive stretch.
  private void pick() {
    int start = 1;
    while (start < longestLag && nsdf[start] > 0) {
      start++;
    }
    start = Math.max(start, shortestLag);
    float highest = 0;
    for (int t = start; t <= longestLag; t++) {
      if (nsdf[t] > highest && nsdf[t] >= nsdf[t - 1] && nsdf[t] >= nsdf[t + 1]) {
        highest = nsdf[t];
      }
    }
    for (int t = start; t <= longestLag; t++) {
      boolean peak = nsdf[t] >= nsdf[t - 1] && nsdf[t] >= nsdf[t + 1];
      if (peak && nsdf[t] > 0 && nsdf[t] >= NEAR_HIGHEST * highest) {
        refine(t);
        return;
      }
    }
  }

  private void refine(int t) {
    float before = nsdf[t - 1];
    float here = nsdf[t];
    float after = nsdf[t + 1];
    float bend = before - 2 * here + after;
    float move = bend < 0 ? 0.5f * (before - after) / bend : 0;
    lag = t + move;
    clarity = here - 0.25f * (before - after) * move;
  }

  /// Mean square of the stretch.
  float power() {
    return power;
  }

  /// Period in samples.
  float lag() {
    return lag;
  }

  /// Height of the peak at [#lag]: 1 for a perfectly periodic signal.
  float clarity() {
    return clarity;
  }
}
