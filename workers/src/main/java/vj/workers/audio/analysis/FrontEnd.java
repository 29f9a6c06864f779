package vj.workers.audio.analysis;

/// What every part of the analysis starts from, made once per hop: cleaned samples, the same at
/// lower rates, and the power spectra of a short and a long window.
///
/// Rates above 64 kHz are halved first, so that everything behind works at 8 to 64 kHz and costs
/// the same whatever the card delivers.
final class FrontEnd {

  private static final int HIGHEST_RATE = 64000;

  /// Three halvings below [#HIGHEST_RATE]: the multiple of 8 that [#hop] keeps to.
  private static final int HIGHEST_SLOW_RATE = 8000;

  /// Samples per hop at 44.1 kHz: 5.8 ms.
  private static final int HOP = 256;

  /// The short window at 44.1 kHz: 23 ms.
  private static final int SHORT = 1024;

  /// The long window, in samples of the slow stream (4 to 8 kHz): about 90 ms, bins of 10 Hz.
  static final int LONG = 512;

  /// Input beyond +18 dBFS is a defect, not music.
  private static final float LOUDEST = 8;

  /// Where the mean is taken out.
  private static final double DC_HZ = 8;

  private final int sampleRate;
  private final int inputHop;
  private final double rate;
  private final double slowRate;
  private final double dcKeep;
  private final HalfBand[] first;
  private final HalfBand[] toSlow;
  private final float[][] blocks;
  private final int slowCount;
  private final int mediumLevel;
  private final History recent;
  private final History slow;
  private final PowerSpectrum shortSpectrum;
  private final PowerSpectrum longSpectrum;
  private double dcIn;
  private double dcOut;
  private float peak;

  FrontEnd(int sampleRate) {
    this.sampleRate = sampleRate;
    int halvings = 0;
    double internal = sampleRate;
    while (internal > HIGHEST_RATE) {
      internal /= 2;
      halvings++;
    }
    rate = internal;
    int lower = 0;
    while (internal > HIGHEST_SLOW_RATE) {
      internal /= 2;
      lower++;
    }
    slowRate = internal;
    inputHop = hop(sampleRate);
    first = chain(halvings, inputHop);
    toSlow = chain(lower, inputHop >> halvings);
    blocks = new float[halvings + lower + 1][];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new float[inputHop >> i];
    }
    slowCount = inputHop >> (halvings + lower);
    mediumLevel = halvings + Math.max(0, lower - 1);
    int shortSize = powerOfTwoNear(rate * SHORT / 44100);
    recent = new History(shortSize);
    slow = new History(LONG);
    shortSpectrum = PowerSpectrum.early(shortSize);
    longSpectrum = PowerSpectrum.hann(LONG);
    dcKeep = 1 - 2 * Math.PI * DC_HZ / sampleRate;
  }

  /// Samples per hop for this rate, a multiple of eight times what the rate is divided by.
  static int hop(int sampleRate) {
    int divisor = 8;
    for (int r = sampleRate; r > HIGHEST_RATE; r /= 2) {
      divisor *= 2;
    }
    return Math.max(1, Math.round((float) sampleRate * HOP / 44100 / divisor)) * divisor;
  }

  private static HalfBand[] chain(int length, int longestBlock) {
    HalfBand[] chain = new HalfBand[length];
    for (int i = 0; i < length; i++) {
      chain[i] = new HalfBand(longestBlock >> i);
    }
    return chain;
  }

  private static int powerOfTwoNear(double length) {
    return 1 << (int) Math.round(Math.log(length) / Math.log(2));
  }

  void take(float[] hop) {
    clean(hop);
    int n = inputHop;
    int level = 0;
    for (HalfBand step : first) {
      n = step.halve(blocks[level], n, blocks[level + 1]);
      level++;
    }
    recent.append(blocks[level], n);
    for (HalfBand step : toSlow) {
      n = step.halve(blocks[level], n, blocks[level + 1]);
      level++;
    }
    slow.append(blocks[level], n);
    shortSpectrum.take(recent);
  }

  /// Takes out the mean and what is not a number, and finds the peak.
  private void clean(float[] hop) {
    float[] out = blocks[0];
    peak = 0;
    for (int i = 0; i < inputHop; i++) {
      float x = hop[i];
      if (!(Math.abs(x) <= Float.MAX_VALUE)) {
        x = 0;
      }
      x = Math.max(-LOUDEST, Math.min(LOUDEST, x));
      peak = Math.max(peak, Math.abs(x));
      dcOut = x - dcIn + dcKeep * dcOut;
      dcIn = x;
      if (Math.abs(dcOut) < 1e-12) {
        dcOut = 0;
      }
      out[i] = (float) dcOut;
    }
  }

  /// Of the last hop as it came, mean included.
  float peak() {
    return peak;
  }

  /// Of the samples behind [#shortSpectrum], Hz.
  double rate() {
    return rate;
  }

  /// Seconds per hop.
  double hopSeconds() {
    return (double) inputHop / sampleRate;
  }

  /// Of the newest 23 ms.
  PowerSpectrum shortSpectrum() {
    return shortSpectrum;
  }

  /// Of the newest 90 ms below 2 kHz; computed when asked for.
  PowerSpectrum longSpectrum() {
    longSpectrum.take(slow);
    return longSpectrum;
  }

  double slowRate() {
    return slowRate;
  }

  /// The last hop at [#slowRate]; [#slowCount] samples.
  float[] slowBlock() {
    return blocks[blocks.length - 1];
  }

  int slowCount() {
    return slowCount;
  }

  /// The last hop at [#mediumRate]; [#mediumCount] samples.
  float[] mediumBlock() {
    return blocks[mediumLevel];
  }

  int mediumCount() {
    return inputHop >> mediumLevel;
  }

  /// 8 to 16 kHz.
  double mediumRate() {
    return (double) sampleRate / (1 << mediumLevel);
  }
}
