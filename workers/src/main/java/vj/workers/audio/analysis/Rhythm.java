package vj.workers.audio.analysis;

/// What the beat tracker hears: every second hop one class out of [#CLASSES], the joint strength of
/// the low, middle and high flux, each relative to its own mean of the last seconds. Public because
/// the tables of [RhythmTable] are counted on the same classes.
public final class Rhythm {

  /// Hops per frame: 86 frames per second are fine enough for a beat and halve the work.
  public static final int HOPS_PER_FRAME = 2;

  /// Steps of strength per group, an octave each.
  private static final int[] STEPS = {6, 5, 5};

  public static final int CLASSES = 6 * 5 * 5;

  private static final double MEAN_SECONDS = 3;

  /// Mean flux never counts as less, so that the residue of a fade-out is no rhythm.
  private static final float LEAST_MEAN = 0.004f;

  /// Nor than this part of that of the group where most happens: what leaks is no rhythm either.
  private static final float LEAST_OF_LOUDEST = 0.25f;

  private final Logarithm logarithm = new Logarithm();
  private final float[] frame = new float[Flux.GROUPS];
  private final float[] means = new float[Flux.GROUPS];
  private final float keep;
  private int hops;
  private int heard;

  Rhythm(double hopSeconds) {
    keep = (float) Math.exp(-hopSeconds * HOPS_PER_FRAME / MEAN_SECONDS);
  }

  /// @return whether a frame is complete, see [#heard]
  boolean take(Flux flux) {
    for (int g = 0; g < Flux.GROUPS; g++) {
      frame[g] = Math.max(frame[g], flux.of(g));
    }
    hops++;
    if (hops < HOPS_PER_FRAME) {
      return false;
    }
    hops = 0;
    int index = 0;
    for (int g = 0; g < Flux.GROUPS; g++) {
      index = index * STEPS[g] + strength(g);
    }
    for (int g = 0; g < Flux.GROUPS; g++) {
      means[g] = frame[g] + (means[g] - frame[g]) * keep + 1e-12f;
      frame[g] = 0;
    }
    heard = index;
    return true;
  }

  private int strength(int group) {
    float loudest = Math.max(means[Flux.LOW], Math.max(means[Flux.MID], means[Flux.HIGH]));
    float mean = Math.max(means[group], Math.max(LEAST_MEAN, LEAST_OF_LOUDEST * loudest));
    float ratio = frame[group] / mean;
    if (ratio < 0.35f) {
      return 0;
    }
    return Math.min(STEPS[group] - 1, 1 + (int) logarithm.log2(ratio / 0.35f));
  }

  /// The step of strength that a class means in a group of bands.
  public static int step(int heard, int group) {
    int rest = heard;
    for (int g = Flux.GROUPS - 1; g > group; g--) {
      rest /= STEPS[g];
    }
    return rest % STEPS[group];
  }

  /// Class of the last complete frame.
  public int heard() {
    return heard;
  }
}
