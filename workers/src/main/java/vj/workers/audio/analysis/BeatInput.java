package vj.workers.audio.analysis;

import java.util.Arrays;

/// What the beat network hears: every second hop, for [#BANDS] bands an octave third to an octave
/// wide, how much each has risen and how loud it is, both relative to the band's own recent peak,
/// so that the input's gain and filtering do not matter. Public because the network is taught on
/// the same frames.
public final class BeatInput {

  /// Hops per frame: 86 frames per second are fine enough for a beat and halve the work.
  public static final int HOPS_PER_FRAME = 2;

  /// Where one band ends and the next begins, Hz.
  private static final float[] EDGES = {
    70, 110, 160, 230, 330, 470, 660, 930, 1300, 1850, 2600, 3700, 5200, 7400, 10500
  };

  public static final int BANDS = EDGES.length + 1;

  /// Values per frame: rises, then levels.
  public static final int SIZE = 2 * BANDS;

  private final int[] bandOf;
  private final float[] share = new float[BANDS];
  private final float[] rises = new float[BANDS];
  private final float[] frame = new float[SIZE];
  private int hops;

  BeatInput(Flux flux) {
    bandOf = new int[flux.bands()];
    for (int b = 0; b < bandOf.length; b++) {
      bandOf[b] = band(flux.centreHz(b));
      share[bandOf[b]]++;
    }
    for (int i = 0; i < BANDS; i++) {
      share[i] = 1 / Math.max(1, share[i]);
    }
  }

  private static int band(float hz) {
    int band = 0;
    while (band < EDGES.length && hz >= EDGES[band]) {
      band++;
    }
    return band;
  }

  /// @return whether a frame is complete, see [#values]
  boolean take(Flux flux) {
    if (hops == 0) {
      Arrays.fill(rises, 0);
    }
    for (int b = 0; b < bandOf.length; b++) {
      rises[bandOf[b]] += flux.rises()[b];
    }
    hops++;
    if (hops < HOPS_PER_FRAME) {
      return false;
    }
    hops = 0;
    Arrays.fill(frame, 0);
    for (int b = 0; b < bandOf.length; b++) {
      frame[BANDS + bandOf[b]] += flux.level(b);
    }
    for (int i = 0; i < BANDS; i++) {
      frame[i] = rises[i] * share[i];
      frame[BANDS + i] *= share[i] * 0.25f;
    }
    return true;
  }

  /// Of the last complete frame; reused.
  float[] values() {
    return frame;
  }
}
