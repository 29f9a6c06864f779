package vj.workers.audio.analysis;

import java.util.Arrays;

/// How much the newest stretch of a signal is like the stretch before it by every lag: the
/// normalised square difference, 1 where it repeats exactly.
///
/// The stretch is the same for all lags, and only its partner moves into the past; so a window of
/// one period is enough, and what sounded two periods ago is forgotten. Windows of 2, 4, 8 and 16
/// hops come out of one sum of products per hop.
final class Likeness {

  /// Index of the shortest and the longest window, of `1 << window` hops.
  static final int SHORTEST = 1;

  static final int LONGEST = DoublingSums.SPANS - 1;

  /// Keeps the quotient of two silences at 0.
  private static final float LEAST_ENERGY = 1e-15f;

  private final int hop;

  /// Newest sample first, so that both factors of a product are read forwards.
  private final float[] past;

  private final DoublingSums products;
  private final DoublingSums energies;

  /// @param hop samples in each block
  /// @param lags how many lags from 0 on; at least `hop`
  Likeness(int hop, int lags) {
    this.hop = hop;
    past = new float[lags + hop];
    products = new DoublingSums(lags);
    energies = new DoublingSums(lags);
  }

  /// @param block the next samples, as many as a hop has
  void take(float[] block) {
    System.arraycopy(past, 0, past, hop, past.length - hop);
    for (int i = 0; i < hop; i++) {
      past[hop - 1 - i] = block[i];
    }
    multiply(products.begin());
    products.sum();
    square(energies.begin());
    energies.sum();
  }

  /// Four samples at a time, so that the sums are read and written a quarter as often; far apart,
  /// or the compiler would take the four for one vector instead of making four of them.
  private void multiply(float[] sums) {
    Arrays.fill(sums, 0);
    int quarter = hop / 4;
    for (int i = 0; i < quarter; i++) {
      int j = i + quarter;
      int k = j + quarter;
      int l = k + quarter;
      float a = past[i];
      float b = past[j];
      float c = past[k];
      float d = past[l];
      for (int t = 0; t < sums.length; t++) {
        sums[t] += a * past[i + t] + b * past[j + t] + c * past[k + t] + d * past[l + t];
      }
    }
    for (int i = 4 * quarter; i < hop; i++) {
      float a = past[i];
      for (int t = 0; t < sums.length; t++) {
        sums[t] += a * past[i + t];
      }
    }
  }

  /// The energy of the newest block moved back by each lag. From a hop's lag on it is what it was
  /// one hop ago.
  private void square(float[] sums) {
    System.arraycopy(energies.previous(), 0, sums, hop, sums.length - hop);
    double energy = 0;
    for (int i = 0; i < hop; i++) {
      energy += past[i] * past[i];
    }
    for (int lag = 0; lag < hop; lag++) {
      sums[lag] = (float) Math.max(0, energy);
      energy += past[lag + hop] * past[lag + hop] - past[lag] * past[lag];
    }
  }

  /// Samples in a window.
  int length(int window) {
    return hop << window;
  }

  /// Mean square over a window.
  float power(int window) {
    return energies.over(window)[0] / length(window);
  }

  /// Mean square of what repeats with this lag.
  float power(int window, int lag) {
    return Math.max(0, products.over(window)[lag]) / length(window);
  }

  /// @param out −1..1 for every lag
  void read(int window, float[] out) {
    float[] product = products.over(window);
    float[] energy = energies.over(window);
    float newest = energy[0] + LEAST_ENERGY;
    for (int lag = 0; lag < out.length; lag++) {
      out[lag] = 2 * product[lag] / (newest + energy[lag]);
    }
  }
}
