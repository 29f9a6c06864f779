package vj.workers.audio.analysis;

import java.util.Arrays;

/// What one frame says for and against each place in the bar, as the network hears it: how much
/// likelier it is there than anywhere.
final class Evidence {

  /// Part of all frames in which the network was taught to say "beat", and "downbeat" among those.
  private static final float USUAL_BEAT = 0.1f;

  /// Frames are not independent of each other, so each counts for less.
  private static final double TRUST = 0.5;

  private static final double BAR_TRUST = 0.6;

  /// The network is never surer than this.
  private static final float LEAST = 0.002f;

  /// A beat is a downbeat this often, and never with more certainty than [#LEAST_DOWN] leaves.
  private static final double USUAL_DOWN = 0.3;

  private static final float LEAST_DOWN = 0.02f;

  /// How far a beat reaches, standard deviation in phases of 1/64 beat.
  private static final double WIDTH = 1.0;

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
    float down = Math.max(LEAST_DOWN, Math.min(1 - LEAST_DOWN, downbeatHeard / a));
    first = (float) Math.pow(down / USUAL_DOWN, BAR_TRUST);
    later = (float) Math.pow((1 - down) / (1 - USUAL_DOWN), BAR_TRUST);
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
