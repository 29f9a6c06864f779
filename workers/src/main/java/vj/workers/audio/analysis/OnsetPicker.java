package vj.workers.audio.analysis;

/// Decides which hops begin a new sound: the [Novelty] must rise above its recent mean and its
/// median (in music with gaps that is near 0, in noise near the mean), and fall again before the
/// next onset. Looks at nothing ahead, so an onset is known in the hop that brings it.
final class OnsetPicker {

  private static final double REFRACTORY_SECONDS = 0.05;
  private static final double RECENT_SECONDS = 0.08;
  private static final double MEDIAN_SECONDS = 1;

  /// Least flux of any onset.
  private static final float LEAST = 0.05f;

  private static final float ABOVE_RECENT = 1.3f;
  private static final float ABOVE_MEDIAN = 0.6f;

  /// Having fallen to this part of the last onset's peak, the flux may trigger anew.
  private static final float REARM = 0.6f;

  private final int refractoryHops;
  private final float medianStep;
  private final float[] recent;
  private float recentSum;
  private float median;
  private int next;
  private int sinceOnset;
  private float peak;
  private boolean armed = true;
  private float strength;

  OnsetPicker(double hopSeconds) {
    refractoryHops = (int) Math.round(REFRACTORY_SECONDS / hopSeconds);
    recent = new float[(int) Math.round(RECENT_SECONDS / hopSeconds)];
    medianStep = (float) (hopSeconds / MEDIAN_SECONDS);
    sinceOnset = refractoryHops;
  }

  /// @return whether an onset begins in this hop
  boolean take(float flux) {
    float threshold =
        LEAST + ABOVE_RECENT * Math.max(0, recentSum) / recent.length + ABOVE_MEDIAN * median;
    strength = Math.min(1, flux / (2 * threshold));
    peak = Math.max(peak, flux);
    if (flux < REARM * peak) {
      armed = true;
      peak = flux;
    }
    sinceOnset++;
    boolean onset = armed && flux > threshold && sinceOnset >= refractoryHops;
    if (onset) {
      armed = false;
      sinceOnset = 0;
      peak = flux;
    }
    remember(flux);
    return onset;
  }

  private void remember(float flux) {
    recentSum += flux - recent[next];
    recent[next] = flux;
    next = (next + 1) % recent.length;
    float step = medianStep * (median + LEAST);
    median = Math.max(0, flux > median ? median + step : median - step);
  }

  /// Of the last hop, 0..1; 0.5 is the least of an onset.
  float strength() {
    return strength;
  }
}
