package vj.workers.audio.analysis;

/// The fundamental: normalised square difference function (McLeod and Wyvill 2005) over 46 ms, and
/// over the newest 23 ms, which answers sooner and is taken where it is clear.
final class Pitch {

  /// The short window holds two periods from here on.
  private static final double SHORT_FROM_HZ = 120;

  private static final double LOWEST_HZ = 38;
  private static final double HIGHEST_HZ = 2500;

  private static final float SHORT_CLARITY = 0.9f;
  private static final float CLARITY = 0.7f;

  /// About −65 dBFS.
  private static final float SILENCE = 3e-7f;

  private final double rate;
  private final Nsdf longWindow;
  private final Nsdf shortWindow;
  private final float[] last = new float[3];
  private int next;
  private float hz;
  private float confidence;

  Pitch(double rate, int length) {
    this.rate = rate;
    longWindow = new Nsdf(length, (int) (rate / HIGHEST_HZ), (int) (rate / LOWEST_HZ));
    shortWindow = new Nsdf(length / 2, (int) (rate / HIGHEST_HZ), (int) (rate / SHORT_FROM_HZ));
  }

  void take(float[] samples) {
    longWindow.take(samples);
    float found = 0;
    float clarity = 0;
    if (longWindow.power() > SILENCE) {
      shortWindow.take(samples);
      Nsdf used = prefersShort() ? shortWindow : longWindow;
      clarity = used.clarity();
      found = clarity >= CLARITY ? (float) (rate / used.lag()) : 0;
    }
    last[next] = found;
    next = (next + 1) % last.length;
    hz = median(last[0], last[1], last[2]);
    confidence = hz > 0 ? Math.min(1, clarity) : 0;
  }

  private boolean prefersShort() {
    return shortWindow.clarity() >= SHORT_CLARITY
        && shortWindow.lag() < 0.97 * rate / SHORT_FROM_HZ
        && Math.abs(longWindow.lag() / shortWindow.lag() - 2) > 0.1;
  }

  private static float median(float a, float b, float c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  /// 0 = none.
  float hz() {
    return hz;
  }

  /// 0..1.
  float confidence() {
    return confidence;
  }
}
