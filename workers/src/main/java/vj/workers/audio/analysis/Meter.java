package vj.workers.audio.analysis;

import java.util.Arrays;

/// The belief about tempo and place in a bar of so many beats: a probability for every pair of
/// them.
///
/// A cell belongs to one tempo row and stays in its array; the row turns under it, by a shift that
/// grows with time. So time costs nothing, tempos need not be whole numbers of frames, and what is
/// heard is one multiplication along the row. Only at a beat may mass move to neighbouring tempos.
final class Meter {

  private final int beats;
  private final int cellCount;
  private final Tempos tempos;
  private final float[][] cells;
  private final double[] turned;
  private final int[] shift;
  private final float[][] crossing;

  /// Of each cell, twice over so that no index needs to wrap.
  private final float[] likelihood;

  private final float[] mass;

  Meter(int beats, Tempos tempos) {
    this.beats = beats;
    this.tempos = tempos;
    cellCount = beats * BarPointer.PHASES;
    int rows = tempos.rows();
    cells = new float[rows][cellCount];
    turned = new double[rows];
    shift = new int[rows];
    crossing = new float[rows][beats];
    likelihood = new float[2 * cellCount];
    mass = new float[rows];
  }

  /// Forgets everything but the prior.
  ///
  /// @param share of all probability
  void reset(float share) {
    for (int r = 0; r < cells.length; r++) {
      mass[r] = share * tempos.prior(r);
      Arrays.fill(cells[r], mass[r] / cellCount);
    }
  }

  /// One frame passes.
  void advance() {
    for (int r = 0; r < cells.length; r++) {
      double to = turned[r] + tempos.turn(r);
      int steps = (int) to - (int) turned[r];
      for (int i = 0; i < steps; i++) {
        shift[r] = (shift[r] + 1) % cellCount;
        cross(r);
      }
      turned[r] = to >= cellCount ? to - cellCount : to;
    }
    for (int r = 0; r < cells.length; r++) {
      for (int b = 0; b < beats; b++) {
        if (crossing[r][b] > 0) {
          arrive(r, b, crossing[r][b]);
          crossing[r][b] = 0;
        }
      }
    }
  }

  /// Takes out of a row what stands on a beat now.
  private void cross(int row) {
    for (int b = 0; b < beats; b++) {
      int cell = cell(row, b * BarPointer.PHASES);
      crossing[row][b] += cells[row][cell];
      cells[row][cell] = 0;
    }
  }

  /// Puts it back, shared among the tempos around.
  private void arrive(int row, int beat, float moved) {
    int low = Math.max(0, row - Tempos.REACH);
    int high = Math.min(cells.length - 1, row + Tempos.REACH);
    for (int r = low; r <= high; r++) {
      cells[r][cell(r, beat * BarPointer.PHASES)] += moved * tempos.spread(row, r);
    }
  }

  private int cell(int row, int phase) {
    int cell = phase - shift[row];
    return cell < 0 ? cell + cellCount : cell;
  }

  /// Weighs every cell by how likely it makes what was heard.
  ///
  /// @param more per row, what starts anew in all of this meter's cells
  /// @return all of it that is left
  float hear(Evidence evidence, float scale, float more, float[] favour) {
    evidence.spread(likelihood, beats);
    System.arraycopy(likelihood, 0, likelihood, cellCount, cellCount);
    float total = 0;
    for (int r = 0; r < cells.length; r++) {
      weigh(cells[r], likelihood, shift[r], scale * favour[r], more * tempos.prior(r) / cellCount);
      mass[r] = sum(cells[r]);
      total += mass[r];
    }
    return total;
  }

  private static void weigh(float[] row, float[] likelihood, int shift, float scale, float more) {
    for (int j = 0; j < row.length; j++) {
      row[j] = row[j] * likelihood[j + shift] * scale + more;
    }
  }

  private static float sum(float[] row) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int j = 0; j < row.length; j += 4) {
      a += row[j];
      b += row[j + 1];
      c += row[j + 2];
      d += row[j + 3];
    }
    return a + b + c + d;
  }

  int beats() {
    return beats;
  }

  /// Of a tempo, before scaling.
  float mass(int row) {
    return mass[row];
  }

  /// Of a tempo and a place in the bar, `phase` in 0..beats × PHASES − 1, before scaling.
  float at(int row, int phase) {
    return cells[row][cell(row, phase)];
  }
}
