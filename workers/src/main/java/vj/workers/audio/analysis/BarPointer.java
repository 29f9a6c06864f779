package vj.workers.audio.analysis;

import java.util.Arrays;

/// The belief about tempo, place in the bar and kind of rhythm: a probability for every triple of
/// them, moved on frame by frame (bar-pointer model: Whiteley, Cemgil and Godsill 2006; Krebs, Böck
/// and Widmer 2015).
///
/// A cell belongs to one tempo row and stays in its array; the row turns under it, by a shift that
/// grows with time. So time costs nothing, tempos need not be whole numbers of frames, and what is
/// heard is one multiplication along the row. Only at a beat may mass move to neighbouring tempos.
final class BarPointer {

  /// Phases per beat.
  static final int PHASES = 64;

  static final int BEATS = 4;
  static final int CELLS = BEATS * PHASES;

  private static final double SLOWEST_BPM = 54;
  private static final double FASTEST_BPM = 216;
  private static final double STEP = 1.0125;

  /// A beat may be this many rows faster or slower than the one before.
  private static final int REACH = 4;

  /// How much a change of tempo by a given ratio is disbelieved.
  private static final double STEADINESS = 120;

  private static final double PRIOR_BPM = 122;
  private static final double PRIOR_OCTAVES = 0.55;

  /// Mass that starts anew anywhere in each second: what lets a new track in.
  private static final double RESTART_PER_SECOND = 2e-3;

  /// Part of what passes a beat that changes its kind of rhythm there.
  private static final float CHANGE_OF_PATTERN = 0.02f;

  /// How exactly somebody taps: 2.5 % in tempo, some 40 ms in phase at 120 BPM.
  private static final double LED_OCTAVES = 0.035;

  private static final double LED_PHASE = 4;

  /// What a led tempo is believed at least, before it is weighed: that nothing spoke for it until
  /// now does not count.
  private static final float LED_ANEW = 0.1f;

  private final int patterns;
  private final int rows;
  private final double[] bpm;
  private final float[][][] cells;
  private final double[] turn;
  private final double[] turned;
  private final int[] shift;
  private final float[][] spread;
  private final float[] restart;
  private final float[] prior;
  private final float[][][] crossing;
  private final float[] mass;
  private float scale = 1;

  /// @param patterns kinds of rhythm
  BarPointer(double frameSeconds, int patterns) {
    this.patterns = patterns;
    rows = 1 + (int) (Math.log(FASTEST_BPM / SLOWEST_BPM) / Math.log(STEP));
    bpm = new double[rows];
    turn = new double[rows];
    turned = new double[rows];
    shift = new int[rows];
    prior = new float[rows];
    restart = new float[rows];
    mass = new float[rows];
    cells = new float[patterns][rows][CELLS];
    crossing = new float[rows][BEATS][patterns];
    spread = new float[rows][2 * REACH + 1];
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      bpm[r] = SLOWEST_BPM * Math.pow(STEP, r);
      turn[r] = PHASES * bpm[r] / 60 * frameSeconds;
      double octaves = Math.log(bpm[r] / PRIOR_BPM) / Math.log(2) / PRIOR_OCTAVES;
      prior[r] = (float) Math.exp(-octaves * octaves / 2);
      sum += prior[r];
    }
    for (int r = 0; r < rows; r++) {
      prior[r] /= (float) sum;
      restart[r] = (float) (prior[r] * RESTART_PER_SECOND * frameSeconds / CELLS / patterns);
      spreadFrom(r);
    }
    reset();
  }

  private void spreadFrom(int row) {
    double sum = 0;
    for (int d = -REACH; d <= REACH; d++) {
      double weight = Math.exp(-STEADINESS * Math.abs(Math.pow(STEP, d) - 1));
      spread[row][d + REACH] = row + d < 0 || row + d >= rows ? 0 : (float) weight;
      sum += spread[row][d + REACH];
    }
    for (int d = 0; d <= 2 * REACH; d++) {
      spread[row][d] /= (float) sum;
    }
  }

  /// Forgets everything but the prior.
  void reset() {
    for (int r = 0; r < rows; r++) {
      for (float[][] pattern : cells) {
        Arrays.fill(pattern[r], prior[r] / CELLS / patterns);
      }
      mass[r] = prior[r];
    }
    scale = 1;
  }

  /// Believes from now on in a tempo and in a beat of that phase, from somebody who hears them; of
  /// the bar and the kind of rhythm, what it believed before.
  ///
  /// @param beatPhase now, 0..1
  void lead(double leadBpm, double beatPhase) {
    float[] likely = new float[CELLS];
    for (int i = 0; i < CELLS; i++) {
      double apart = 2 * Math.PI * ((double) i / PHASES - beatPhase);
      likely[i] = (float) Math.exp(LED_PHASE * (Math.cos(apart) - 1));
    }
    float total = 0;
    Arrays.fill(mass, 0);
    for (int r = 0; r < rows; r++) {
      double octaves = Math.log(bpm[r] / leadBpm) / Math.log(2) / LED_OCTAVES;
      float tempo = (float) Math.exp(-octaves * octaves / 2);
      for (float[][] pattern : cells) {
        for (int j = 0; j < CELLS; j++) {
          float known = pattern[r][j] * scale + LED_ANEW / CELLS / patterns;
          pattern[r][j] = known * tempo * likely[(j + shift[r]) % CELLS];
        }
        mass[r] += sum(pattern[r]);
      }
      total += mass[r];
    }
    scale = 1 / total;
  }

  /// One frame passes.
  void advance() {
    for (int r = 0; r < rows; r++) {
      double to = turned[r] + turn[r];
      int steps = (int) to - (int) turned[r];
      for (int i = 0; i < steps; i++) {
        shift[r] = (shift[r] + 1) % CELLS;
        cross(r);
      }
      turned[r] = to >= CELLS ? to - CELLS : to;
    }
    for (int r = 0; r < rows; r++) {
      arrive(r);
    }
  }

  /// Takes out of a row what stands on a beat now.
  private void cross(int row) {
    for (int b = 0; b < BEATS; b++) {
      int cell = (b * PHASES - shift[row] + CELLS) % CELLS;
      for (int p = 0; p < patterns; p++) {
        crossing[row][b][p] += cells[p][row][cell];
        cells[p][row][cell] = 0;
      }
    }
  }

  /// Puts it back, shared among the tempos around and a little among the patterns.
  private void arrive(int row) {
    for (int b = 0; b < BEATS; b++) {
      float[] moved = crossing[row][b];
      float all = 0;
      for (float part : moved) {
        all += part;
      }
      for (int p = 0; p < patterns && all > 0; p++) {
        float part = moved[p] + CHANGE_OF_PATTERN * (all / patterns - moved[p]);
        moved[p] = 0;
        arrive(cells[p], row, b, part);
      }
    }
  }

  private void arrive(float[][] pattern, int row, int beat, float moved) {
    int low = Math.max(0, row - REACH);
    int high = Math.min(rows - 1, row + REACH);
    for (int r = low; r <= high; r++) {
      int cell = (beat * PHASES - shift[r] + CELLS) % CELLS;
      pattern[r][cell] += moved * spread[row][r - row + REACH];
    }
  }

  /// Weighs every cell by how likely it makes what was heard.
  ///
  /// @return how likely this was, against not knowing the beat
  float hear(RhythmTable table, int heard) {
    float total = 0;
    Arrays.fill(mass, 0);
    for (int p = 0; p < patterns; p++) {
      float[] likelihood = table.of(p, heard);
      for (int r = 0; r < rows; r++) {
        weigh(cells[p][r], likelihood, shift[r], scale, restart[r]);
        mass[r] += sum(cells[p][r]);
      }
    }
    for (float m : mass) {
      total += m;
    }
    scale = 1 / total;
    return total;
  }

  private static void weigh(float[] row, float[] likelihood, int shift, float scale, float more) {
    for (int j = 0; j < CELLS; j++) {
      row[j] = row[j] * likelihood[j + shift] * scale + more;
    }
  }

  private static float sum(float[] row) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int j = 0; j < CELLS; j += 4) {
      a += row[j];
      b += row[j + 1];
      c += row[j + 2];
      d += row[j + 3];
    }
    return a + b + c + d;
  }

  int rows() {
    return rows;
  }

  double bpm(int row) {
    return bpm[row];
  }

  /// Probability of a tempo.
  float mass(int row) {
    return mass[row] * scale;
  }

  /// Probability of a tempo and a place in the bar, `phase` in 0..[#CELLS]−1.
  float at(int row, int phase) {
    int cell = phase - shift[row];
    float sum = 0;
    for (float[][] pattern : cells) {
      sum += pattern[row][cell < 0 ? cell + CELLS : cell];
    }
    return sum * scale;
  }
}
