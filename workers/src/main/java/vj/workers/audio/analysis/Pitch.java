package vj.workers.audio.analysis;

/// The fundamental, once per hop: the period of the newest 12 ms where that is clear, of 23, 46 or
/// 93 ms where the note is low or there is noise about.
///
/// Reads the middle of the spectrum: bass drums lie below it, cymbals above, and a low note is
/// known by its harmonics.
final class Pitch {

  private static final double LOWEST_HZ = 38;
  private static final double HIGHEST_HZ = 2500;

  private static final double BASS_ENDS_HZ = 250;
  private static final double TREBLE_BEGINS_HZ = 2500;

  /// A shorter window repeats by chance more easily. By index of the window.
  private static final float[] CLEAR = {1, 0.97f, 0.93f, 0.85f, 0.55f};

  /// Periods that a window must hold once the period is known: a window between two pulses of a low
  /// note hears anything.
  private static final float PERIODS = 1.5f;

  /// Nor is a short window believed that holds this much less power than the longer one.
  private static final float HOLLOW = 0.1f;

  private static final int LONGER = 3;

  /// About −80 dBFS, without bass and treble.
  private static final float SILENCE = 1e-8f;

  private final double rate;
  private final Biquad highPass;
  private final Biquad lowPass;
  private final float[] block;
  private final Likeness likeness;
  private final Period period;
  private final Voicing voicing;
  private boolean known;
  private float hz;
  private float confidence;

  /// @param rate of the samples, Hz, 8000 or more
  /// @param hop samples per call of [#take]
  Pitch(double rate, int hop) {
    this.rate = rate;
    highPass = Biquad.highPass(BASS_ENDS_HZ, rate, Math.sqrt(0.5));
    lowPass = Biquad.lowPass(TREBLE_BEGINS_HZ, rate, 0.5);
    block = new float[hop];
    int lags = (int) (rate / LOWEST_HZ) + 2;
    likeness = new Likeness(hop, lags);
    period = new Period((int) (rate / HIGHEST_HZ), lags);
    voicing = new Voicing(hop / rate);
  }

  void take(float[] samples) {
    for (int i = 0; i < block.length; i++) {
      block[i] = (float) lowPass.step(highPass.step(samples[i]));
    }
    highPass.settle();
    lowPass.settle();
    likeness.take(block);
    known = likeness.power(LONGER) >= SILENCE && find();
    if (known) {
      float found = (float) (rate / period.lag());
      boolean sounds = voicing.take(found, repeatingPower());
      hz = sounds ? found : 0;
    } else {
      voicing.rest();
      hz = 0;
    }
    confidence = hz > 0 ? Math.min(1, period.clarity()) : 0;
  }

  /// First in the window that suits the last period, then in all, shortest first: a new note is
  /// clear in a short window long before the old one has left the longer ones.
  private boolean find() {
    int suited = known ? windowFor(period.lag()) : 0;
    if (known && isClear(suited)) {
      return true;
    }
    float least = HOLLOW * likeness.power(LONGER);
    for (int window = Likeness.SHORTEST; window <= Likeness.LONGEST; window++) {
      boolean full = window >= LONGER || likeness.power(window) >= least;
      if (window != suited && full && isClear(window)) {
        return true;
      }
    }
    return false;
  }

  private boolean isClear(int window) {
    return period.find(likeness, window) && period.clarity() >= CLEAR[window];
  }

  private int windowFor(float lag) {
    int window = Likeness.SHORTEST;
    while (window < Likeness.LONGEST && likeness.length(window) < PERIODS * lag) {
      window++;
    }
    return window;
  }

  private float repeatingPower() {
    return likeness.power(windowFor(period.lag()), Math.round(period.lag()));
  }

  /// 0 = none.
  float hz() {
    return hz;
  }

  /// 0..1.
  float confidence() {
    return confidence;
  }
}
