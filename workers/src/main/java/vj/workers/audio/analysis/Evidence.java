package vj.workers.audio.analysis;

import java.util.Arrays;

/// What one frame says for and against each place in the bar, as the network hears it: how much
/// likelier it is there than anywhere.
final class Evidence {

  /// Part of all frames in which the network was taught to say "beat", and "downbeat" among those.
  private static final float USUAL_BEAT = (float) Tune.get("p0", 0.07);

  /// Frames are not independent of each other, so each counts for less.
  private static final double TRUST = Tune.get("trust", 0.5);

  private static final double BAR_TRUST = Tune.get("btrust", 0.6);
  private static final float LEAST = (float) Tune.get("least", 0.002);

  /// Of a beat, in phases.
  private static final double WIDTH = Tune.get("width", 1.0);

  private static final int REACH = 8;

  private final float[] shape = new float[2 * REACH + 1];
  private float none;
  private float beat;
  private float first;
  private float later;

  Evidence() {
    for (int d = -REACH; d <= REACH; d++) {
      shape[d + REACH] = (float) Math.exp(-0.5 * d * d / (WIDTH * WIDTH));
    }
  }

  void take(float beatHeard, float downbeatHeard) {
    float a = Math.max(LEAST, Math.min(1 - LEAST, beatHeard));
    beat = (float) Math.pow(a / USUAL_BEAT, TRUST);
    none = (float) Math.pow((1 - a) / (1 - USUAL_BEAT), TRUST);
    float down = Math.max(0.02f, Math.min(0.98f, downbeatHeard / a));
    first = (float) Math.pow(down / 0.3, BAR_TRUST);
    later = (float) Math.pow((1 - down) / 0.7, BAR_TRUST);
  }

  /// Writes the ratio for each phase of the bar.
  void spread(float[] likelihood) {
    Arrays.fill(likelihood, 0, BarPointer.CELLS, none);
    for (int b = 0; b < BarPointer.BEATS; b++) {
      float on = beat * (b == 0 ? first : later);
      for (int d = -REACH; d <= REACH; d++) {
        int cell = Math.floorMod(b * BarPointer.PHASES + d, BarPointer.CELLS);
        likelihood[cell] += (on - none) * shape[d + REACH];
      }
    }
  }
}
