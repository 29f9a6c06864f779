package vj.workers.audio.analysis;

/// The period in a [Likeness]: the first peak that comes near the highest (McLeod and Wyvill 2005),
/// between the samples.
final class Period {

  private static final float NEAR_HIGHEST = 0.9f;

  /// A period of fewer samples is measured over two or four of itself.
  private static final float FINE_FROM = 40;

  private static final int MOST_PERIODS = 4;

  private final int shortest;
  private final float[] likeness;
  private int longest;
  private float lag;
  private float clarity;

  /// @param shortest lag to look at, at least 2
  /// @param lags how many lags from 0 on
  Period(int shortest, int lags) {
    this.shortest = shortest;
    likeness = new float[lags];
  }

  /// @return whether there is a peak at all
  boolean find(Likeness from, int window) {
    from.read(window, likeness);
    longest = Math.min(likeness.length - 2, from.length(window));
    int start = afterFirstFall();
    float highest = 0;
    for (int t = start; t <= longest; t++) {
      if (isPeak(t)) {
        highest = Math.max(highest, height(t));
      }
    }
    for (int t = start; t <= longest; t++) {
      if (isPeak(t) && height(t) >= NEAR_HIGHEST * highest) {
        clarity = height(t);
        lag = t + move(t);
        refine();
        return true;
      }
    }
    return false;
  }

  /// Peaks count from the first negative value on.
  private int afterFirstFall() {
    int start = 1;
    while (start < longest && likeness[start] > 0) {
      start++;
    }
    return Math.max(start, shortest);
  }

  private boolean isPeak(int t) {
    float here = likeness[t];
    return here > 0 && here >= likeness[t - 1] && here >= likeness[t + 1];
  }

  private float bend(int t) {
    return likeness[t - 1] - 2 * likeness[t] + likeness[t + 1];
  }

  /// From a sample's place to that of the parabola through it and its neighbours.
  private float move(int t) {
    float bend = bend(t);
    return bend < 0 ? 0.5f * (likeness[t - 1] - likeness[t + 1]) / bend : 0;
  }

  private float height(int t) {
    return likeness[t] - 0.25f * (likeness[t - 1] - likeness[t + 1]) * move(t);
  }

  private void refine() {
    for (int periods = 2; periods <= MOST_PERIODS && lag < FINE_FROM; periods *= 2) {
      int near = Math.round(lag * periods);
      if (near > longest - 1) {
        return;
      }
      int t = likeness[near - 1] > likeness[near] ? near - 1 : near;
      t = likeness[near + 1] > likeness[t] ? near + 1 : t;
      if (!isPeak(t) || height(t) < NEAR_HIGHEST * clarity) {
        return;
      }
      lag = (t + move(t)) / periods;
    }
  }

  /// In samples.
  float lag() {
    return lag;
  }

  /// Height of the peak: 1 for what repeats exactly.
  float clarity() {
    return clarity;
  }
}
