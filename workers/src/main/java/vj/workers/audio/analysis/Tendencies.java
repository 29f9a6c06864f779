package vj.workers.audio.analysis;

/// Where the sound is heading, as numbers that do not depend on the input's gain: how loud each
/// range is against its own full level, how each compares with the seconds before, how long the
/// bass has been missing, how the spectrum's middle moves, how the onsets thicken. Public because
/// the weights of [BuildUpModel] are learned on the same numbers.
public final class Tendencies {

  /// First [Bands] of each range; the last range is the whole.
  private static final int[] FROM = {0, 9, 15, 20, 25, 0};

  private static final int[] TO = {9, 15, 20, 25, 32, 32};
  private static final int RANGES = FROM.length;

  public static final int COUNT = 3 * RANGES + 9;

  private static final float MISSING_DECIBELS = 8;
  private static final double MISSING_MOST_SECONDS = 12;

  private final Logarithm logarithm = new Logarithm();
  private final double seconds;
  private final Mean[] fast = new Mean[RANGES];
  private final Mean[] middle = new Mean[RANGES];
  private final Mean[] slow = new Mean[RANGES];
  private final FullLevel[] full = new FullLevel[RANGES];
  private final Mean[] centre;
  private final Mean[] onsets;
  private final Mean[] flux;
  private final float[] values = new float[COUNT];
  private double missing;

  /// @param seconds from one call of [#take] to the next
  Tendencies(double seconds) {
    this.seconds = seconds;
    for (int r = 0; r < RANGES; r++) {
      fast[r] = new Mean(seconds, 0.4);
      middle[r] = new Mean(seconds, 1.5);
      slow[r] = new Mean(seconds, 6);
      full[r] = new FullLevel(seconds);
    }
    centre = new Mean[] {new Mean(seconds, 0.4), new Mean(seconds, 1.5), new Mean(seconds, 6)};
    onsets = new Mean[] {new Mean(seconds, 0.7), new Mean(seconds, 2), new Mean(seconds, 8)};
    flux = new Mean[] {new Mean(seconds, 0.4), new Mean(seconds, 1.5), new Mean(seconds, 8)};
  }

  /// @param power per band of [Bands]
  /// @param onsetCount since the last call
  /// @param fluxSum of all hops since the last call
  void take(float[] power, int onsetCount, float fluxSum) {
    int n = 0;
    for (int r = 0; r < RANGES; r++) {
      float sum = sum(power, FROM[r], TO[r]);
      float soon = decibels(fast[r].take(sum));
      float now = decibels(middle[r].take(sum));
      float before = decibels(slow[r].take(sum));
      float most = full[r].take(now);
      values[n++] = clamp(now - most, -30, 6) / 10;
      values[n++] = clamp(soon - before, -15, 15) / 5;
      values[n++] = clamp(now - before, -15, 15) / 5;
      if (r == 0) {
        boolean gone = soon < most - MISSING_DECIBELS;
        missing += gone ? seconds : -4 * seconds;
        missing = Math.max(0, Math.min(MISSING_MOST_SECONDS, missing));
      }
    }
    values[n++] = (float) (missing / 6);
    float middleOfSpectrum = middleOf(power);
    float c = centre[1].take(middleOfSpectrum);
    float before = centre[2].take(middleOfSpectrum);
    values[n++] = (c - 0.5f) * 4;
    values[n++] = (centre[0].take(middleOfSpectrum) - before) * 10;
    values[n++] = (c - before) * 10;
    float rate = (float) (onsetCount / seconds);
    float often = onsets[1].take(rate);
    float usual = onsets[2].take(rate);
    values[n++] = often / 5 - 1;
    values[n++] = (onsets[0].take(rate) - usual) / 3;
    values[n++] = (often - usual) / 3;
    float long_ = flux[2].take(fluxSum) + 1e-3f;
    values[n++] = 0.693f * logarithm.log2((flux[1].take(fluxSum) + 1e-3f) / long_);
    values[n] = 0.693f * logarithm.log2((flux[0].take(fluxSum) + 1e-3f) / long_);
  }

  private static float sum(float[] power, int from, int to) {
    float sum = 0;
    for (int b = from; b < to; b++) {
      sum += power[b];
    }
    return sum;
  }

  private float decibels(float power) {
    return logarithm.decibels(power + 1e-9f);
  }

  private static float clamp(float value, float low, float high) {
    return Math.max(low, Math.min(high, value));
  }

  /// 0..1 by octaves.
  private static float middleOf(float[] power) {
    float amplitudes = 0;
    float weighted = 0;
    for (int b = 0; b < power.length; b++) {
      float amplitude = (float) Math.sqrt(power[b]);
      amplitudes += amplitude;
      weighted += amplitude * b;
    }
    return weighted / (amplitudes + 1e-9f) / (power.length - 1);
  }

  /// Live view.
  public float[] values() {
    return values;
  }

  /// Exponential mean that begins at the first value.
  private static final class Mean {
    private final float part;
    private float mean = Float.NaN;

    Mean(double seconds, double over) {
      part = (float) (1 - Math.exp(-seconds / over));
    }

    float take(float value) {
      mean = Float.isNaN(mean) ? value : mean + (value - mean) * part;
      return mean;
    }
  }
}
