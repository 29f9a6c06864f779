package vj.workers.audio.analysis;

import java.util.Arrays;

/// The tempo of a series of taps, and where its beats fall.
///
/// People miss a beat or are some ten milliseconds off: the middle interval tells how many beats
/// lie between two taps, and all pairs of taps together how long a beat is (the median of their
/// slopes: Theil 1950, Sen 1968), so that one tap alone spoils neither.
final class TapTempo {

  /// A pause longer than this begins another series; 2 s is one beat missed at 60 BPM.
  static final double PAUSE_SECONDS = 2;

  /// Nobody taps twice in so short a time; the key bounced. 330 BPM.
  private static final double BOUNCE_SECONDS = 0.18;

  /// Of a longer series the newest count: people drift along with the music.
  private static final int MOST = 16;

  private final double sampleRate;
  private final double[] taps = new double[MOST];
  private final long[] beats = new long[MOST];
  private int count;
  private double period;
  private double origin;

  TapTempo(double sampleRate) {
    this.sampleRate = sampleRate;
  }

  /// @param position in samples, not before that of the last tap
  /// @return whether the tap counts
  boolean tap(double position) {
    double since = count == 0 ? Double.MAX_VALUE : (position - taps[count - 1]) / sampleRate;
    if (since < BOUNCE_SECONDS) {
      return false;
    }
    if (since > PAUSE_SECONDS) {
      count = 0;
      beats[0] = 0;
    } else if (count == MOST) {
      System.arraycopy(taps, 1, taps, 0, MOST - 1);
      beats[0] = beats[1];
      count--;
    }
    taps[count++] = position;
    if (count > 1) {
      estimate();
    }
    return true;
  }

  /// Taps in this series, at most 16.
  int count() {
    return count;
  }

  /// Beats per minute; of two taps or more.
  double bpm() {
    return 60 * sampleRate / period;
  }

  /// Beats from the first tap of the series to `position`; of two taps or more.
  double beatsAt(double position) {
    return (position - origin) / period;
  }

  private void estimate() {
    double middle = middleInterval();
    for (int i = 1; i < count; i++) {
      beats[i] = beats[i - 1] + Math.max(1, Math.round((taps[i] - taps[i - 1]) / middle));
    }
    double[] slopes = new double[count * (count - 1) / 2];
    int n = 0;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        slopes[n++] = (taps[j] - taps[i]) / (beats[j] - beats[i]);
      }
    }
    period = lowerMedian(slopes);
    double[] starts = new double[count];
    for (int i = 0; i < count; i++) {
      starts[i] = taps[i] - beats[i] * period;
    }
    Arrays.sort(starts);
    origin = (starts[(count - 1) / 2] + starts[count / 2]) / 2;
  }

  private double middleInterval() {
    double[] intervals = new double[count - 1];
    for (int i = 1; i < count; i++) {
      intervals[i - 1] = taps[i] - taps[i - 1];
    }
    return lowerMedian(intervals);
  }

  /// Of an even number the lower: of two intervals one of which spans a missed beat, the other.
  private static double lowerMedian(double[] values) {
    Arrays.sort(values);
    return values[(values.length - 1) / 2];
  }
}
