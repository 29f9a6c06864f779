package vj.workers.audio.analysis;

import java.util.Arrays;

/// The belief about tempo and place in the bar: a probability for every pair of them, moved on
/// frame by frame (bar-pointer model: Whiteley, Cemgil and Godsill 2006; Krebs, Böck and Widmer
/// 2015).
///
/// A cell belongs to one tempo row and stays in its array; the row turns under it, by a shift that
/// grows with time. So time costs nothing, tempos need not be whole numbers of frames, and what is
/// heard is one multiplication along the row. Only at a beat may mass move to neighbouring tempos.
final class BarPointer {

  /// Phases per beat.
  static final int PHASES = 64;

  static final int BEATS = 4;
  static final int CELLS = BEATS * PHASES;

  /// Mass that starts anew anywhere in each second: what lets a new track in.
  private static final double RESTART_PER_SECOND = 5e-4;

  /// Of what the network says of the tempo, which changes slowly and is said 86 times a second.
  private static final double TEMPO_TRUST = 0.008;

  /// No tempo is ruled out by the network alone.
  private static final float LEAST_TEMPO = 1e-3f;

  /// How exactly somebody taps: 2.5 % in tempo, some 40 ms in phase at 120 BPM.
  private static final double LED_OCTAVES = 0.035;

  private static final double LED_PHASE = 4;

  /// What a led tempo is believed at least, before it is weighed: that nothing spoke for it until
  /// now does not count.
  private static final float LED_ANEW = 0.1f;

  private final Tempos tempos;
  private final int rows;
  private final float[][] cells;
  private final double[] turned;
  private final int[] shift;
  private final float[][] crossing;
  private final float[] mass;

  /// Of each cell, twice over so that no index needs to wrap.
  private final float[] likelihood = new float[2 * CELLS];

  /// The likelihood of each cell of one row.
  private final float[] aligned = new float[CELLS];

  private final float restart;
  private float scale = 1;

  BarPointer(double frameSeconds) {
    tempos = new Tempos(frameSeconds);
    rows = tempos.rows();
    cells = new float[rows][CELLS];
    turned = new double[rows];
    shift = new int[rows];
    crossing = new float[rows][BEATS];
    mass = new float[rows];
    restart = (float) (RESTART_PER_SECOND * frameSeconds / CELLS);
    reset();
  }

  /// Forgets everything but the prior.
  void reset() {
    for (int r = 0; r < rows; r++) {
      mass[r] = tempos.prior(r);
      Arrays.fill(cells[r], mass[r] / CELLS);
    }
    scale = 1;
  }

  /// Believes from now on in a tempo and in a beat of that phase, from somebody who hears them; of
  /// the bar, what it believed before.
  ///
  /// @param beatPhase now, 0..1
  void lead(double bpm, double beatPhase) {
    for (int i = 0; i < CELLS; i++) {
      double apart = 2 * Math.PI * ((double) i / PHASES - beatPhase);
      likelihood[i] = (float) Math.exp(LED_PHASE * (Math.cos(apart) - 1));
    }
    float total = 0;
    for (int r = 0; r < rows; r++) {
      double octaves = Math.log(tempos.bpm(r) / bpm) / Math.log(2) / LED_OCTAVES;
      float tempo = (float) Math.exp(-octaves * octaves / 2);
      for (int j = 0; j < CELLS; j++) {
        float known = cells[r][j] * scale + LED_ANEW / CELLS;
        cells[r][j] = known * tempo * likelihood[(j + shift[r]) % CELLS];
      }
      mass[r] = sum(cells[r]);
      total += mass[r];
    }
    scale = 1 / total;
  }

  /// One frame passes.
  void advance() {
    for (int r = 0; r < rows; r++) {
      double to = turned[r] + tempos.turn(r);
      int steps = (int) to - (int) turned[r];
      for (int i = 0; i < steps; i++) {
        shift[r] = (shift[r] + 1) % CELLS;
        cross(r);
      }
      turned[r] = to >= CELLS ? to - CELLS : to;
    }
    for (int r = 0; r < rows; r++) {
      for (int b = 0; b < BEATS; b++) {
        if (crossing[r][b] > 0) {
          arrive(r, b, crossing[r][b]);
          crossing[r][b] = 0;
        }
      }
    }
  }

  /// Takes out of a row what stands on a beat now.
  private void cross(int row) {
    for (int b = 0; b < BEATS; b++) {
      int cell = cell(row, b * PHASES);
      crossing[row][b] += cells[row][cell];
      cells[row][cell] = 0;
    }
  }

  /// Puts it back, shared among the tempos around.
  private void arrive(int row, int beat, float moved) {
    int low = Math.max(0, row - Tempos.REACH);
    int high = Math.min(rows - 1, row + Tempos.REACH);
    for (int r = low; r <= high; r++) {
      cells[r][cell(r, beat * PHASES)] += moved * tempos.spread(row, r);
    }
  }

  private int cell(int row, int phase) {
    int cell = phase - shift[row];
    return cell < 0 ? cell + CELLS : cell;
  }

  /// Weighs every cell by how likely it makes what was heard.
  ///
  /// @return how likely this was, against not knowing the beat
  float hear(Evidence evidence, BeatNetwork network) {
    evidence.spread(likelihood);
    System.arraycopy(likelihood, 0, likelihood, CELLS, CELLS);
    float total = 0;
    for (int r = 0; r < rows; r++) {
      float tempo = network.tempo(tempos.index(r)) * BeatNetwork.TEMPI + LEAST_TEMPO;
      float weight = scale * (float) Math.exp(TEMPO_TRUST * Math.log(tempo));
      System.arraycopy(likelihood, shift[r], aligned, 0, CELLS);
      weigh(cells[r], aligned, weight, restart * tempos.prior(r));
      mass[r] = sum(cells[r]);
      total += mass[r];
    }
    scale = 1 / total;
    return total;
  }

  /// Both at the same index, or the compiler would not make vectors of it.
  private static void weigh(float[] row, float[] aligned, float scale, float more) {
    for (int j = 0; j < CELLS; j++) {
      row[j] = row[j] * aligned[j] * scale + more;
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
    return tempos.bpm(row);
  }

  /// Probability of a tempo.
  float mass(int row) {
    return mass[row] * scale;
  }

  /// Probability of a tempo and a place in the bar, `phase` in 0..[#CELLS]−1.
  float at(int row, int phase) {
    return cells[row][cell(row, phase)] * scale;
  }
}
