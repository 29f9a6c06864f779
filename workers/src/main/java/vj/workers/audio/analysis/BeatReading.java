package vj.workers.audio.analysis;

/// What a [BarPointer] believes, as numbers: the tempo where its probability peaks, the phase as
/// the mean direction of the states around that tempo, the beat of the bar, and how sure it is.
final class BeatReading {

  /// Rows on either side of the peak that count as the same tempo: ±5 %.
  private static final int NEAR = 4;

  private final float[] cos = new float[BarPointer.PHASES];
  private final float[] sin = new float[BarPointer.PHASES];
  private final float[] bar = new float[BarPointer.CELLS];
  private final float[] beats = new float[BarPointer.BEATS];
  private double bpm;
  private double phase;
  private float certainty;

  BeatReading() {
    for (int i = 0; i < BarPointer.PHASES; i++) {
      double angle = 2 * Math.PI * i / BarPointer.PHASES;
      cos[i] = (float) Math.cos(angle);
      sin[i] = (float) Math.sin(angle);
    }
  }

  /// @param late how long after a place in the bar the belief stands there
  void take(BarPointer pointer, double late) {
    int peak = peak(pointer);
    int low = Math.max(0, peak - NEAR);
    int high = Math.min(pointer.rows() - 1, peak + NEAR);
    double near = 0;
    double weighted = 0;
    for (int r = low; r <= high; r++) {
      double mass = pointer.mass(r);
      near += mass;
      weighted += mass * pointer.bpm(r);
    }
    bpm = weighted / Math.max(1e-30, near);
    fold(pointer, low, high);
    readPhase(near, late);
    readBeat();
  }

  private static int peak(BarPointer pointer) {
    int best = 0;
    float most = -1;
    for (int r = 0; r < pointer.rows(); r++) {
      float sum = 2 * pointer.mass(r);
      sum += r > 0 ? pointer.mass(r - 1) : 0;
      sum += r + 1 < pointer.rows() ? pointer.mass(r + 1) : 0;
      if (sum > most) {
        most = sum;
        best = r;
      }
    }
    return best;
  }

  private void fold(BarPointer pointer, int low, int high) {
    for (int i = 0; i < bar.length; i++) {
      float sum = 0;
      for (int r = low; r <= high; r++) {
        sum += pointer.at(r, i);
      }
      bar[i] = sum;
    }
  }

  private void readPhase(double near, double late) {
    double x = 0;
    double y = 0;
    for (int i = 0; i < bar.length; i++) {
      int p = i % BarPointer.PHASES;
      x += bar[i] * cos[p];
      y += bar[i] * sin[p];
    }
    double turn = Math.atan2(y, x) / (2 * Math.PI) + late * bpm / 60;
    phase = turn - Math.floor(turn);
    certainty = (float) Math.min(1, Math.sqrt(x * x + y * y));
    if (near <= 0) {
      certainty = 0;
    }
  }

  /// Shares the bar out among its beats, each reaching half a beat around the present phase.
  private void readBeat() {
    int from = (int) Math.round(phase * BarPointer.PHASES) - BarPointer.PHASES / 2;
    for (int b = 0; b < BarPointer.BEATS; b++) {
      float sum = 0;
      int start = from + b * BarPointer.PHASES + BarPointer.CELLS;
      for (int i = 0; i < BarPointer.PHASES; i++) {
        sum += bar[(start + i) % BarPointer.CELLS];
      }
      beats[b] = sum;
    }
  }

  double bpm() {
    return bpm;
  }

  /// Of the beat, 0..1.
  double phase() {
    return phase;
  }

  /// Probability of being in this beat of the bar; they add up to that of the tempo.
  float beat(int beat) {
    return beats[beat];
  }

  /// 0..1: probability of the tempo times how much its states agree on the phase.
  float certainty() {
    return certainty;
  }
}
