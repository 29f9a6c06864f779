package vj.workers.audio.analysis;

import java.util.Arrays;

/// What the structure network hears: how loud each range is against its own full level and against
/// the seconds before, how long the bass has been missing, how the spectrum's middle moves, how the
/// onsets thicken. All of it is relative, so the input's gain does not matter. Public because the
/// network is taught on the same frames.
public final class StructureInput {

  /// Pictures per frame: 19 frames per second are fine enough for a drop.
  public static final int PICTURES_PER_FRAME = 3;

  /// First [Bands] of each range; the last range is the whole.
  private static final int[] FROM = {0, 9, 15, 20, 25, 0};

  private static final int[] TO = {9, 15, 20, 25, 32, 32};
  private static final int RANGES = FROM.length;
  private static final int PER_RANGE = 5;

  /// Values per frame.
  public static final int SIZE = PER_RANGE * RANGES + 9 + Flux.GROUPS;

  /// What lies 55 dB below the whole is nothing, and so is what no converter can deliver.
  private static final float FLOOR = 3e-6f;

  private static final float LEAST = 1e-12f;
  private static final float MISSING_DECIBELS = 8;
  private static final double MISSING_MOST_SECONDS = 12;

  private final Logarithm logarithm = new Logarithm();
  private final double seconds;
  private final Range[] ranges = new Range[RANGES];
  private final Mean whole;
  private final Mean[] centre;
  private final Mean[] onsets;
  private final Mean[] flux;
  private final Mean[] groups = new Mean[Flux.GROUPS];
  private final float[] groupSums = new float[Flux.GROUPS];
  private final float[] power = new float[Features.SPECTRUM];
  private final float[] values = new float[SIZE];
  private int pictures;
  private int onsetCount;
  private float fluxSum;
  private double missing;
  private float floor;

  /// @param pictureSeconds from one call of [#take] to the next
  StructureInput(double pictureSeconds) {
    seconds = pictureSeconds * PICTURES_PER_FRAME;
    for (int r = 0; r < RANGES; r++) {
      ranges[r] = new Range(seconds);
    }
    whole = new Mean(seconds, 6);
    centre = new Mean[] {new Mean(seconds, 0.4), new Mean(seconds, 1.5), new Mean(seconds, 6)};
    onsets = new Mean[] {new Mean(seconds, 0.7), new Mean(seconds, 2), new Mean(seconds, 8)};
    flux = new Mean[] {new Mean(seconds, 0.4), new Mean(seconds, 1.5), new Mean(seconds, 8)};
    for (int g = 0; g < groups.length; g++) {
      groups[g] = new Mean(seconds, 8);
    }
  }

  double frameSeconds() {
    return seconds;
  }

  /// Every hop.
  void hear(Flux hop, boolean onset) {
    onsetCount += onset ? 1 : 0;
    fluxSum += hop.total();
    for (int g = 0; g < groups.length; g++) {
      groupSums[g] += hop.of(g);
    }
  }

  /// Every picture.
  ///
  /// @param bands power per band of [Bands]
  /// @return whether a frame is complete, see [#values]
  boolean take(float[] bands) {
    for (int b = 0; b < power.length; b++) {
      power[b] += bands[b] / PICTURES_PER_FRAME;
    }
    pictures++;
    if (pictures < PICTURES_PER_FRAME) {
      return false;
    }
    floor = FLOOR * whole.take(sum(0, power.length)) + LEAST;
    int n = 0;
    for (int r = 0; r < RANGES; r++) {
      n = ranges[r].take(sum(FROM[r], TO[r]), n);
    }
    n = missing(n);
    n = centre(n);
    n = onsets(n);
    flux(n);
    Arrays.fill(power, 0);
    pictures = 0;
    return true;
  }

  private float sum(int from, int to) {
    float sum = 0;
    for (int b = from; b < to; b++) {
      sum += power[b];
    }
    return sum;
  }

  private int missing(int at) {
    missing += ranges[0].gone ? seconds : -4 * seconds;
    missing = Math.max(0, Math.min(MISSING_MOST_SECONDS, missing));
    values[at] = (float) (missing / 6);
    return at + 1;
  }

  private int centre(int at) {
    float now = middle();
    float before = centre[2].take(now);
    float lately = centre[1].take(now);
    values[at] = (lately - 0.5f) * 4;
    values[at + 1] = (centre[0].take(now) - before) * 10;
    values[at + 2] = (lately - before) * 10;
    return at + 3;
  }

  /// Of the amplitudes, 0..1 by octaves.
  private float middle() {
    float amplitudes = 0;
    float weighted = 0;
    for (int b = 0; b < power.length; b++) {
      float amplitude = (float) Math.sqrt(power[b]);
      amplitudes += amplitude;
      weighted += amplitude * b;
    }
    return weighted / (amplitudes + 1e-12f) / (power.length - 1);
  }

  private int onsets(int at) {
    float rate = (float) (onsetCount / seconds);
    onsetCount = 0;
    float often = onsets[1].take(rate);
    float usual = onsets[2].take(rate);
    values[at] = often / 5 - 1;
    values[at + 1] = (onsets[0].take(rate) - usual) / 3;
    values[at + 2] = (often - usual) / 3;
    return at + 3;
  }

  private void flux(int at) {
    float usual = flux[2].take(fluxSum) + 1e-3f;
    values[at] = 0.693f * logarithm.log2((flux[1].take(fluxSum) + 1e-3f) / usual);
    values[at + 1] = 0.693f * logarithm.log2((flux[0].take(fluxSum) + 1e-3f) / usual);
    fluxSum = 0;
    for (int g = 0; g < groups.length; g++) {
      float mean = groups[g].take(groupSums[g]) + 1e-2f;
      values[at + 2 + g] = clamp(groupSums[g] / mean / 4, 0, 3);
      groupSums[g] = 0;
    }
  }

  private static float clamp(float value, float low, float high) {
    return Math.max(low, Math.min(high, value));
  }

  /// Of the last complete frame; reused.
  float[] values() {
    return values;
  }

  /// One part of the spectrum.
  private final class Range {
    private final Mean fast;
    private final Mean middle;
    private final Mean slow;
    private final FullLevel full;
    private boolean gone;

    Range(double seconds) {
      fast = new Mean(seconds, 0.4);
      middle = new Mean(seconds, 1.5);
      slow = new Mean(seconds, 6);
      full = new FullLevel(seconds);
    }

    int take(float power, int at) {
      float now = decibels(power);
      float soon = decibels(fast.take(power));
      float lately = decibels(middle.take(power));
      float before = decibels(slow.take(power));
      float most = full.take(lately);
      gone = soon < most - MISSING_DECIBELS;
      values[at] = clamp(now - most, -40, 12) / 10;
      values[at + 1] = clamp(soon - most, -30, 9) / 10;
      values[at + 2] = clamp(lately - most, -30, 6) / 10;
      values[at + 3] = clamp(soon - before, -15, 15) / 5;
      values[at + 4] = clamp(lately - before, -15, 15) / 5;
      return at + PER_RANGE;
    }

    private float decibels(float power) {
      return logarithm.decibels(power + floor);
    }
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
