package vj.workers.audio.analysis;

/// Where the track is going: builds up, drops, grows or fades, is bright or dull. Everything is
/// measured in decibels against the loudest of the last half minute, so the input's gain does not
/// matter.
final class Structure {

  /// Bands of [Bands] below about 140 Hz, and from about 4.4 kHz on.
  private static final int BASS_BANDS = 9;

  private static final int HIGH_FROM = 25;

  /// Below −75 dBFS there is no music to judge.
  private static final float SILENCE_DECIBELS = -75;

  private static final float BASS_MISSING_DECIBELS = 8;
  private static final float BASS_BACK_DECIBELS = 4;
  private static final float FULL_DECIBELS = 4;
  private static final double BREAK_SECONDS = 2;
  private static final float RISING_DECIBELS = 2.5f;
  private static final double BUILD_UP_SECONDS = 1.2;

  /// After silence nothing can be said yet: everything grows.
  private static final double SETTLING_SECONDS = 8;

  private static final double EVIDENCE_MOST_SECONDS = 3;
  private static final double EVIDENCE_LASTS_SECONDS = 4;
  private static final double DROP_APART_SECONDS = 8;
  private static final double DROP_SHOWS_SECONDS = 1;
  private static final float TREND_FULL_DECIBELS = 8;

  private final Logarithm logarithm = new Logarithm();
  private final float seconds;
  private final Envelope bass;
  private final Envelope all;
  private final Envelope presence;
  private final Envelope high;
  private final Slope rise;
  private final Slope highRise;
  private float bassFull = SILENCE_DECIBELS;
  private float allFull = SILENCE_DECIBELS;
  private double soundSeconds;
  private double breakSeconds;
  private double evidence;
  private double sinceBuildUp = 1e9;
  private double sinceDrop = 1e9;
  private boolean buildUp;
  private boolean dropBegan;
  private float trend;
  private float brightness;

  /// @param seconds from one call of [#take] to the next
  Structure(double seconds) {
    this.seconds = (float) seconds;
    bass = new Envelope(seconds, 0.4);
    all = new Envelope(seconds, 0.8);
    presence = new Envelope(seconds, 0.2);
    high = new Envelope(seconds, 0.8);
    rise = new Slope(seconds);
    highRise = new Slope(seconds);
  }

  /// @param power per band of [Bands]
  void take(float[] power) {
    float bassDecibels = bass.take(sum(power, 0, BASS_BANDS), logarithm);
    float allDecibels = all.take(sum(power, 0, power.length), logarithm);
    boolean silent = presence.take(sum(power, 0, power.length), logarithm) < SILENCE_DECIBELS;
    float highDecibels = high.take(sum(power, HIGH_FROM, power.length), logarithm);
    float growing = rise.take(allDecibels, silent);
    float brightening = highRise.take(highDecibels, silent);
    trend = silent ? 0 : Math.max(-1, Math.min(1, growing / TREND_FULL_DECIBELS));
    brighten(power, silent);
    bassFull = follow(bassFull, bassDecibels);
    allFull = follow(allFull, allDecibels);
    judgeBuildUp(silent, bassDecibels, growing, brightening);
    judgeDrop(silent, bassDecibels, allDecibels);
  }

  private static float sum(float[] power, int from, int to) {
    float sum = 0;
    for (int b = from; b < to; b++) {
      sum += power[b];
    }
    return sum;
  }

  private float follow(float full, float now) {
    return now > full
        ? full + (now - full) * seconds
        : Math.max(SILENCE_DECIBELS, full - 0.3f * seconds);
  }

  private void brighten(float[] power, boolean silent) {
    float amplitudes = 0;
    float weighted = 0;
    for (int b = 0; b < power.length; b++) {
      float amplitude = (float) Math.sqrt(power[b]);
      amplitudes += amplitude;
      weighted += amplitude * b;
    }
    float now = silent ? 0 : weighted / Math.max(1e-20f, amplitudes) / (power.length - 1);
    brightness += (now - brightness) * Math.min(1, 8 * seconds);
  }

  private void judgeBuildUp(boolean silent, float bassNow, float growing, float brightening) {
    boolean bassMissing = bassNow < bassFull - BASS_MISSING_DECIBELS;
    boolean rising = bassMissing && brightening > RISING_DECIBELS;
    boolean swelling = growing > RISING_DECIBELS && brightening > RISING_DECIBELS;
    soundSeconds = silent ? 0 : soundSeconds + seconds;
    boolean settled = soundSeconds > SETTLING_SECONDS;
    evidence += settled && (rising || swelling) ? seconds : -seconds;
    evidence = Math.max(0, Math.min(EVIDENCE_MOST_SECONDS, evidence));
    buildUp = evidence > (buildUp ? 0.1 : BUILD_UP_SECONDS);
    sinceBuildUp = buildUp ? 0 : sinceBuildUp + seconds;
  }

  private void judgeDrop(boolean silent, float bassNow, float allNow) {
    sinceDrop += seconds;
    boolean back = bassNow > bassFull - BASS_BACK_DECIBELS;
    boolean full = allNow > allFull - FULL_DECIBELS;
    dropBegan =
        !silent
            && back
            && full
            && breakSeconds >= BREAK_SECONDS
            && sinceBuildUp < EVIDENCE_LASTS_SECONDS
            && sinceDrop > DROP_APART_SECONDS;
    if (dropBegan) {
      sinceDrop = 0;
      evidence = 0;
      buildUp = false;
      sinceBuildUp = 1e9;
    }
    boolean missing = bassNow < bassFull - BASS_MISSING_DECIBELS;
    breakSeconds = missing ? breakSeconds + seconds : back ? 0 : breakSeconds;
  }

  boolean buildUp() {
    return buildUp;
  }

  boolean drop() {
    return sinceDrop < DROP_SHOWS_SECONDS;
  }

  /// −1..1.
  float trend() {
    return trend;
  }

  /// 0..1: where the middle of the amplitudes lies between 20 Hz and 20 kHz, by octaves.
  float brightness() {
    return brightness;
  }

  /// Power that rises at once and falls slowly, in decibels: bridges the gap between two kicks.
  private static final class Envelope {
    private final float keep;
    private float power;

    Envelope(double seconds, double fallSeconds) {
      keep = (float) Math.exp(-seconds / fallSeconds);
    }

    float take(float now, Logarithm logarithm) {
      power = Math.max(now, power * keep);
      return logarithm.decibels(power);
    }
  }

  /// How far the last second lies above the last four.
  private static final class Slope {
    private final float fast;
    private final float slow;
    private float lately;
    private float before;
    private boolean begun;

    Slope(double seconds) {
      fast = (float) seconds;
      slow = (float) (seconds / 4);
    }

    float take(float decibels, boolean silent) {
      if (silent || !begun) {
        lately = decibels;
        before = decibels;
        begun = !silent;
      }
      lately += (decibels - lately) * fast;
      before += (decibels - before) * slow;
      return lately - before;
    }
  }
}
