package vj.workers.audio.analysis;

/// Power in the 32 log-spaced bands of the OSC contract: the lower ones from the long window, whose
/// bins are narrow enough, the upper ones from the short. Bands narrower than a bin take their
/// share of it.
final class Bands {

  private static final double LOWEST_HZ = 20;
  private static final double HIGHEST_HZ = 20000;

  /// The long window serves bands that begin below this.
  private static final double LONG_BELOW_HZ = 400;

  private final Stretch[] stretches = new Stretch[Features.SPECTRUM];
  private final float[] power = new float[Features.SPECTRUM];
  private int longBands;

  Bands(FrontEnd front) {
    double longBin = front.slowRate() / FrontEnd.LONG;
    double shortBin = front.rate() / front.shortSpectrum().size();
    for (int b = 0; b < Features.SPECTRUM; b++) {
      boolean fromLong = edgeHz(b) < LONG_BELOW_HZ;
      longBands += fromLong ? 1 : 0;
      stretches[b] =
          fromLong
              ? Stretch.of(edgeHz(b) / longBin, edgeHz(b + 1) / longBin, FrontEnd.LONG / 2)
              : Stretch.of(
                  edgeHz(b) / shortBin,
                  edgeHz(b + 1) / shortBin,
                  front.shortSpectrum().power().length);
    }
  }

  static double edgeHz(int edge) {
    return LOWEST_HZ * Math.pow(HIGHEST_HZ / LOWEST_HZ, (double) edge / Features.SPECTRUM);
  }

  void take(PowerSpectrum longSpectrum, PowerSpectrum shortSpectrum) {
    for (int b = 0; b < power.length; b++) {
      power[b] = stretches[b].sum(b < longBands ? longSpectrum.power() : shortSpectrum.power());
    }
  }

  /// Live view, mean square per band.
  float[] power() {
    return power;
  }

  /// Bins from `first` to `last`, the outer two by their share.
  private record Stretch(int first, int last, float firstShare, float lastShare) {

    /// @param from edge in bins, where bin k reaches from k−0.5 to k+0.5
    static Stretch of(double from, double to, int bins) {
      double a = Math.min(from + 0.5, bins);
      double b = Math.min(to + 0.5, bins);
      int first = (int) a;
      int last = (int) Math.ceil(b) - 1;
      if (first > last || first >= bins) {
        return new Stretch(0, -1, 0, 0);
      }
      if (first == last) {
        return new Stretch(first, last, (float) (b - a), 0);
      }
      return new Stretch(first, last, (float) (first + 1 - a), (float) (b - last));
    }

    float sum(float[] power) {
      if (last < first) {
        return 0;
      }
      float sum = firstShare * power[first];
      for (int k = first + 1; k < last; k++) {
        sum += power[k];
      }
      return last > first ? sum + lastShare * power[last] : sum;
    }
  }
}
