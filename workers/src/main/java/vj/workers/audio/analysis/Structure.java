package vj.workers.audio.analysis;

/// Where the track is going: builds up, drops, grows or fades, is bright or dull. Everything is
/// measured in decibels against the loudest of the last half minute, so the input's gain does not
/// matter.
final class Structure {

  /// Bands of [Bands] below about 140 Hz.
  private static final int BASS_BANDS = 9;

  /// Below −75 dBFS there is no music to judge.
  private static final float SILENCE_DECIBELS = -75;

  /// Odds above this speak for a build-up, however briefly.
  private static final float ODDS_OF_BUILD_UP = -1;

  /// The odds add up, at this rate, to a certainty between −1 and 1; the flag is its sign.
  private static final float CERTAINTY_PER_SECOND = 2;

  private static final float ODDS_AT_MOST = 6;

  /// Tension rises by the second while the odds favour a build-up, and falls a little slower.
  private static final float TENSION_FALLS = 0.7f;

  private static final float TENSION_AT_MOST = 5;
  private static final float TENSION_OF_A_DROP = 0.8f;

  /// A drop: the bass, missing by this much until now, is back within that of its full level, and
  /// has jumped in less than half a second.
  private static final float BASS_MISSING_DECIBELS = 6;

  private static final float BASS_BACK_DECIBELS = 4;
  private static final float BASS_JUMP_DECIBELS = 6;
  private static final double BASS_JUMP_SECONDS = 0.4;
  private static final double BREAK_SECONDS = 0.5;
  private static final float FULL_DECIBELS = 6;
  private static final double DROP_APART_SECONDS = 8;
  private static final double DROP_SHOWS_SECONDS = 1;
  private static final float TREND_FULL_DECIBELS = 8;

  /// A swell of the whole by this much against the seconds before, for this long, is a build-up
  /// whatever the rest says.
  private static final float SWELL_DECIBELS = 3;

  private static final double SWELL_SECONDS = 1.5;

  /// After silence nothing can be said yet: everything grows.
  private static final double SETTLING_SECONDS = 6;

  private final Logarithm logarithm = new Logarithm();
  private final BuildUpModel model;
  private final Tendencies tendencies;
  private final float seconds;
  private final Envelope bass;
  private final Envelope all;
  private final Envelope presence;
  private final Slope rise;
  private final FullLevel bassFull;
  private final FullLevel allFull;
  private final float[] lately;
  private int next;
  private double soundSeconds;
  private double breakSeconds;
  private double swellSeconds;
  private float odds;
  private float certainty = -1;
  private float tension;
  private double sinceDrop = 1e9;
  private float trend;
  private float brightness;

  /// @param seconds from one call of [#take] to the next
  Structure(double seconds, BuildUpModel model) {
    this.seconds = (float) seconds;
    this.model = model;
    tendencies = new Tendencies(seconds);
    bass = new Envelope(seconds, 0.4);
    all = new Envelope(seconds, 0.4);
    presence = new Envelope(seconds, 0.2);
    rise = new Slope(seconds);
    bassFull = new FullLevel(seconds);
    allFull = new FullLevel(seconds);
    lately = new float[(int) Math.round(BASS_JUMP_SECONDS / seconds)];
  }

  /// @param power per band of [Bands]
  /// @param onsets since the last call
  /// @param flux sum of all hops since the last call
  void take(float[] power, int onsets, float flux) {
    float bassDecibels = bass.take(sum(power, 0, BASS_BANDS), logarithm);
    float whole = sum(power, 0, power.length);
    float allDecibels = all.take(whole, logarithm);
    boolean silent = presence.take(whole, logarithm) < SILENCE_DECIBELS;
    float growing = rise.take(allDecibels, silent);
    trend = silent ? 0 : Math.max(-1, Math.min(1, growing / TREND_FULL_DECIBELS));
    brighten(power, silent);
    tendencies.take(power, onsets, flux);
    soundSeconds = silent ? 0 : soundSeconds + seconds;
    float bassMost = bassFull.take(bassDecibels);
    boolean full = allDecibels > allFull.take(allDecibels) - FULL_DECIBELS;
    judgeDrop(bassDecibels, bassMost, full);
    swellSeconds = growing > SWELL_DECIBELS ? swellSeconds + seconds : 0;
    judgeBuildUp();
  }

  private static float sum(float[] power, int from, int to) {
    float sum = 0;
    for (int b = from; b < to; b++) {
      sum += power[b];
    }
    return sum;
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

  private void judgeBuildUp() {
    if (soundSeconds < SETTLING_SECONDS) {
      certainty = -1;
      tension = 0;
      return;
    }
    boolean swelling = swellSeconds > SWELL_SECONDS && sinceDrop > DROP_APART_SECONDS;
    float now = Math.max(model.odds(tendencies.values()), swelling ? 1 : -ODDS_AT_MOST);
    odds += (now - odds) * Math.min(1, seconds / 0.3f);
    float evidence = Math.max(-ODDS_AT_MOST, Math.min(ODDS_AT_MOST, now)) - ODDS_OF_BUILD_UP;
    certainty += CERTAINTY_PER_SECOND * seconds * evidence;
    certainty = Math.max(-1, Math.min(1, certainty));
    tension += odds > 0 ? seconds : -TENSION_FALLS * seconds;
    tension = Math.max(0, Math.min(TENSION_AT_MOST, tension));
  }

  private void judgeDrop(float bassNow, float bassMost, boolean full) {
    sinceDrop += seconds;
    float lowest = bassNow;
    for (float before : lately) {
      lowest = Math.min(lowest, before);
    }
    lately[next] = bassNow;
    next = (next + 1) % lately.length;
    boolean back = bassNow > bassMost - BASS_BACK_DECIBELS;
    boolean jumped = bassNow - lowest > BASS_JUMP_DECIBELS;
    boolean long_ = breakSeconds > BREAK_SECONDS && sinceDrop > DROP_APART_SECONDS;
    if (back && jumped && full && long_ && tension > TENSION_OF_A_DROP) {
      sinceDrop = 0;
      tension = 0;
      certainty = -1;
    }
    boolean missing = bassNow < bassMost - BASS_MISSING_DECIBELS;
    boolean present = bassNow > bassMost - BASS_MISSING_DECIBELS + 3;
    breakSeconds = missing ? breakSeconds + seconds : present ? 0 : breakSeconds;
  }

  boolean buildUp() {
    return certainty > 0;
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
