package vj.workers.audio.analysis;

/// Seven bands and the whole as 0..1. Each is an amplitude over the level that lately was its full
/// scale, tied to that of the whole: what leaks into a silent band stays near 0.
///
/// Rises at once, falls with a time constant of [#RELEASE_SECONDS].
final class Levels {

  private static final float[] EDGES_HZ = {20, 60, 250, 500, 2000, 4000, 6000, 20000};

  /// Bands below this index come from filters on the slow stream, the others from the short
  /// spectrum.
  private static final int FILTERED = 3;

  private static final int WHOLE = Features.LEVELS - 1;

  /// How far below the whole, in amplitude, a band's full scale may lie: 10 dB at the bottom, 28 at
  /// the top, as music falls. More would light a band by what leaks from its neighbour.
  private static final float[] LEAST_OF_WHOLE = {0.3f, 0.3f, 0.2f, 0.12f, 0.06f, 0.04f, 0.04f, 1};

  /// Full scale is never less than −54 dBFS for the whole, −60 for a band.
  private static final float WHOLE_FLOOR = 2e-3f;

  private static final float BAND_FLOOR = 1e-3f;

  /// Part of full scale that reads 0.
  private static final float KNEE = 0.05f;

  private static final double RELEASE_SECONDS = 0.06;

  /// Below −110 dBFS a level is let go to exactly 0.
  private static final float SILENCE = 3e-6f;

  private final BandPass[] filters = new BandPass[FILTERED];
  private final int[] bins = new int[EDGES_HZ.length];
  private final Gain[] gains = new Gain[Features.LEVELS];
  private final float[] amplitudes = new float[Features.LEVELS];
  private final float release;
  private final float[] power;
  private float fullScale = WHOLE_FLOOR;

  Levels(FrontEnd front) {
    PowerSpectrum spectrum = front.shortSpectrum();
    power = spectrum.power();
    for (int b = 0; b < bins.length; b++) {
      double bin = EDGES_HZ[b] * spectrum.size() / front.rate();
      bins[b] = (int) Math.min(power.length, Math.ceil(bin));
    }
    for (int b = 0; b < FILTERED; b++) {
      filters[b] = new BandPass(EDGES_HZ[b], EDGES_HZ[b + 1], front.slowRate());
    }
    for (int b = 0; b < gains.length; b++) {
      gains[b] = new Gain(b == WHOLE ? WHOLE_FLOOR : BAND_FLOOR, front.hopSeconds());
    }
    release = (float) Math.exp(-front.hopSeconds() / RELEASE_SECONDS);
  }

  /// @param out 0..1 each
  void take(FrontEnd front, float[] out) {
    for (int b = 0; b < FILTERED; b++) {
      hold(b, filters[b].meanSquare(front.slowBlock(), front.slowCount()));
    }
    float all = sum(1, power.length);
    for (int b = FILTERED; b < WHOLE; b++) {
      hold(b, sum(bins[b], bins[b + 1]));
    }
    hold(WHOLE, all);
    float whole = gains[WHOLE].follow(amplitudes[WHOLE], WHOLE_FLOOR);
    fullScale = whole;
    out[WHOLE] = reading(amplitudes[WHOLE] / whole);
    for (int b = 0; b < WHOLE; b++) {
      float full = gains[b].follow(amplitudes[b], whole * LEAST_OF_WHOLE[b]);
      out[b] = reading(amplitudes[b] / full);
    }
  }

  private float sum(int from, int to) {
    float sum = 0;
    for (int k = from; k < to; k++) {
      sum += power[k];
    }
    return sum;
  }

  private void hold(int level, float meanSquare) {
    float amplitude = Math.max((float) Math.sqrt(meanSquare), amplitudes[level] * release);
    amplitudes[level] = amplitude < SILENCE ? 0 : amplitude;
  }

  /// The amplitude of the whole that reads 1.
  float fullScale() {
    return fullScale;
  }

  private static float reading(float ratio) {
    return Math.max(0, Math.min(1, (ratio - KNEE) / (1 - KNEE)));
  }
}
