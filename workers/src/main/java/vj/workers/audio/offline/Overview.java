package vj.workers.audio.offline;

import java.util.Arrays;
import vj.workers.audio.analysis.Features;

/// What changes with every hop, coarse enough for a picture: never more than [#MOST] steps, of
/// equal length, however long the sound is. When they are full, two become one.
final class Overview {

  /// Two for each pixel of a wide window.
  static final int MOST = 3000;

  /// Curves of which each step keeps the mean.
  enum Curve {
    LOW,
    MID,
    HIGH,
    RMS,
    CONFIDENCE
  }

  private static final int CURVES = Curve.values().length;

  private final float[][] sums = new float[MOST][CURVES];
  private final float[] tempos = new float[MOST];
  private final int[] counts = new int[MOST];
  private int steps;
  private int hopsPerStep = 1;
  private double end;

  void take(double seconds, Features features) {
    end = seconds;
    if (steps == 0 || counts[steps - 1] == hopsPerStep) {
      nextStep();
    }
    int step = steps - 1;
    float[] levels = features.levels;
    float[] sum = sums[step];
    sum[0] += Math.max(levels[0], levels[1]);
    sum[1] += Math.max(levels[2], Math.max(levels[3], levels[4]));
    sum[2] += Math.max(levels[5], levels[6]);
    sum[3] += levels[7];
    sum[4] += features.bpmConfidence;
    tempos[step] = features.bpm;
    counts[step]++;
  }

  private void nextStep() {
    if (steps == MOST) {
      for (int i = 0; i < MOST / 2; i++) {
        merge(i);
      }
      steps = MOST / 2;
      hopsPerStep *= 2;
    }
    counts[steps] = 0;
    Arrays.fill(sums[steps], 0);
    steps++;
  }

  private void merge(int into) {
    int a = 2 * into;
    for (int c = 0; c < CURVES; c++) {
      sums[into][c] = sums[a][c] + sums[a + 1][c];
    }
    tempos[into] = tempos[a + 1];
    counts[into] = counts[a] + counts[a + 1];
  }

  int steps() {
    return steps;
  }

  /// Seconds at the middle of a step.
  double at(int step) {
    double hops = 0.5 * counts[step] + (double) step * hopsPerStep;
    double all = (double) (steps - 1) * hopsPerStep + counts[steps - 1];
    return end * hops / all;
  }

  /// 0..1.
  float mean(Curve curve, int step) {
    return sums[step][
            switch (curve) {
              case LOW -> 0;
              case MID -> 1;
              case HIGH -> 2;
              case RMS -> 3;
              case CONFIDENCE -> 4;
            }]
        / counts[step];
  }

  /// Beats per minute at its end; 0 while unknown.
  float tempo(int step) {
    return tempos[step];
  }
}
