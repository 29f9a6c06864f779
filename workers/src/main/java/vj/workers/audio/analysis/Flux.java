package vj.workers.audio.analysis;

import java.util.Arrays;

/// How much new energy each hop brings, in three groups of bands: SuperFlux (Böck and Widmer 2013:
/// the rise against the loudest neighbour a little earlier, so that vibrato is no onset) on
/// adaptively whitened bands (Stowell and Plumbley 2007: each relative to its own recent peak, so
/// that the input's gain and filtering do not matter).
final class Flux {

  static final int LOW = 0;
  static final int MID = 1;
  static final int HIGH = 2;
  static final int GROUPS = 3;

  private static final float LOW_BELOW_HZ = 180;
  private static final float HIGH_ABOVE_HZ = 3000;

  /// Hops between what is compared: as long as the window takes to rise.
  private static final int LAG = 2;

  private static final double PEAK_HALF_LIFE_SECONDS = 4;

  /// Bands never count as louder than this, about −95 dBFS: noise of the converter is no music.
  private static final float FLOOR = 1.8e-5f;

  /// Nor than this part of the loudest band's peak, at 100 Hz; less above, as music falls.
  private static final float RELATIVE_FLOOR = 0.02f;

  private static final float COMPRESSION = 20;

  private final FilterBank bank;
  private final Logarithm logarithm = new Logarithm();
  private final float peakKeep;
  private final float[] power;
  private final float[] peaks;
  private final float[][] logs;
  private final float[] relativeFloors;
  private final float[] rises;
  private final int[] group;
  private final int[] groupSize = new int[GROUPS];
  private final float[] sums = new float[GROUPS];
  private float total;
  private float loudestPeak;
  private int now;

  Flux(int transformSize, double rate, double hopSeconds) {
    bank = new FilterBank(transformSize, rate);
    int bands = bank.bands();
    peakKeep = (float) Math.pow(0.5, hopSeconds / PEAK_HALF_LIFE_SECONDS);
    power = new float[bands];
    peaks = new float[bands];
    Arrays.fill(peaks, FLOOR);
    logs = new float[LAG + 1][bands];
    rises = new float[bands];
    group = new int[bands];
    relativeFloors = new float[bands];
    for (int b = 0; b < bands; b++) {
      float hz = bank.centreHz(b);
      group[b] = hz < LOW_BELOW_HZ ? LOW : hz < HIGH_ABOVE_HZ ? MID : HIGH;
      groupSize[group[b]]++;
      relativeFloors[b] = RELATIVE_FLOOR * (float) Math.sqrt(100 / Math.max(100, hz));
    }
  }

  void take(PowerSpectrum spectrum) {
    bank.apply(spectrum.power(), power);
    now = (now + 1) % logs.length;
    whiten(logs[now]);
    rise(logs[now], logs[(now + logs.length - LAG) % logs.length]);
  }

  private void whiten(float[] out) {
    float loudest = 0;
    for (int b = 0; b < power.length; b++) {
      float amplitude = (float) Math.sqrt(power[b]);
      float peak = Math.max(amplitude, peaks[b] * peakKeep);
      peaks[b] = Math.max(peak, FLOOR);
      loudest = Math.max(loudest, peaks[b]);
      float full = Math.max(peaks[b], loudestPeak * relativeFloors[b]);
      out[b] = logarithm.log2(1 + COMPRESSION * amplitude / full);
    }
    loudestPeak = loudest;
  }

  private void rise(float[] new_, float[] old) {
    Arrays.fill(sums, 0);
    int last = power.length - 1;
    for (int b = 0; b <= last; b++) {
      float before =
          Math.max(old[b], Math.max(old[Math.max(0, b - 1)], old[Math.min(last, b + 1)]));
      rises[b] = Math.max(0, new_[b] - before);
      sums[group[b]] += rises[b];
    }
    total = 0;
    for (int g = 0; g < GROUPS; g++) {
      total += sums[g];
      sums[g] /= Math.max(1, groupSize[g]);
    }
    total /= power.length;
  }

  int bands() {
    return power.length;
  }

  float centreHz(int band) {
    return bank.centreHz(band);
  }

  /// Compressed amplitude of one band relative to its recent peak: 0 to 4.4.
  float level(int band) {
    return logs[now][band];
  }

  /// Mean rise of a group's bands in the last hop, in octaves of compressed amplitude: 0 to 4.4.
  float of(int group) {
    return sums[group];
  }

  /// Mean rise of all bands.
  float total() {
    return total;
  }

  /// Live view of each band's rise in the last hop, octaves of compressed amplitude: 0 to 4.4.
  float[] rises() {
    return rises;
  }
}
