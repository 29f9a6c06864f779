package vj.workers.audio.analysis;

/// Where the track is going: builds up, drops, grows or fades, is bright or dull. Everything is
/// measured against the seconds before, so the input's gain does not matter.
final class Structure {

  /// Below −75 dBFS there is no music to judge.
  private static final float SILENCE_DECIBELS = -75;

  private static final float TREND_FULL_DECIBELS = 8;

  /// A swell of the whole by this much against the seconds before, for this long, is a build-up
  /// whatever the network says: it was taught none that is made of volume alone.
  private static final float SWELL_DECIBELS = 4;

  private static final double SWELL_SECONDS = 3;

  /// After silence, until this long, everything has swollen.
  private static final double SETTLING_SECONDS = 10;

  private static final float SWELL_PROBABILITY = 0.75f;

  private final Logarithm logarithm = new Logarithm();
  private final StructureInput input;
  private final StructureNetwork network;
  private final Judgement judgement;
  private final float seconds;
  private final Envelope all;
  private final Envelope presence;
  private final Slope rise;
  private double soundSeconds;
  private double swellSeconds;
  private float trend;
  private float brightness;

  /// @param seconds from one call of [#take] to the next
  Structure(double seconds, StructureNetwork network) {
    network.reset();
    this.seconds = (float) seconds;
    this.network = network;
    input = new StructureInput(seconds);
    judgement = new Judgement(input.frameSeconds());
    all = new Envelope(seconds, 0.4);
    presence = new Envelope(seconds, 0.2);
    rise = new Slope(seconds);
  }

  /// Every hop.
  void hear(Flux flux, boolean onset) {
    input.hear(flux, onset);
  }

  /// Every picture.
  ///
  /// @param power per band of [Bands]
  void take(float[] power) {
    float whole = 0;
    float amplitudes = 0;
    float weighted = 0;
    for (int b = 0; b < power.length; b++) {
      float amplitude = (float) Math.sqrt(power[b]);
      whole += power[b];
      amplitudes += amplitude;
      weighted += amplitude * b;
    }
    boolean silent = presence.take(whole, logarithm) < SILENCE_DECIBELS;
    float growing = rise.take(all.take(whole, logarithm), silent);
    trend = silent ? 0 : Math.max(-1, Math.min(1, growing / TREND_FULL_DECIBELS));
    soundSeconds = silent ? 0 : soundSeconds + seconds;
    boolean swelling = growing > SWELL_DECIBELS && soundSeconds > SETTLING_SECONDS;
    swellSeconds = swelling ? swellSeconds + seconds : 0;
    float middle = silent ? 0 : weighted / Math.max(1e-20f, amplitudes) / (power.length - 1);
    brightness += (middle - brightness) * Math.min(1, 8 * seconds);
    if (input.take(power)) {
      network.take(input.values());
      float swell = swellSeconds > SWELL_SECONDS ? SWELL_PROBABILITY : 0;
      judgement.take(Math.max(network.buildUp(), swell), network.drop(), silent);
    }
  }

  boolean buildUp() {
    return judgement.buildUp();
  }

  boolean drop() {
    return judgement.drop();
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
