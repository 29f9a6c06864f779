package vj.workers.audio.offline;

import java.util.Arrays;

/// Numbers, as many as come: a set has tens of thousands, too many for boxes.
final class Doubles {

  private double[] values = new double[256];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + size / 2);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  double[] toArray() {
    return Arrays.copyOf(values, size);
  }

  double at(int index) {
    return values[index];
  }
}
