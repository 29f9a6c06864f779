package vj.workers.audio.source;

/// The drums of the demo track, a sample at a time and without garbage. Drawn from a seeded
/// generator: every run sounds the same.
final class DemoDrums {

  /// Inaudible. Levels end here and not at 0: on their way there they would become numbers so small
  /// that a processor takes a hundred times as long with them.
  static final float NOTHING = 1e-18f;

  private static final float TURN = (float) (2 * Math.PI);

  private final float kickFall = decay(0.14);
  private final float kickDrop = decay(0.022);
  private final float snareFall = decay(0.07);
  private final float hatFall = decay(0.025);
  private final float crashFall = decay(0.9);
  private final float duckFall = decay(0.11);

  private int seed = 0x1234567;
  private float kickLevel;
  private float kickSweep;
  private float kickPhase;
  private float snareLevel;
  private float snareBody;
  private float hatLevel;
  private float crashLevel;
  private float duck;
  private float lastNoise;

  void kick() {
    kickLevel = 1;
    kickSweep = 1;
    kickPhase = 0;
    duck = 1;
  }

  void snare(float level) {
    snareLevel = level;
  }

  void hat(float level) {
    hatLevel = level;
  }

  void crash() {
    crashLevel = 0.35f;
  }

  /// 1 right after a kick, falling to 0: what the other voices step back by, the pumping of the
  /// style.
  float duck() {
    return duck;
  }

  /// White noise, ±1; also for whoever else needs some.
  float noise() {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    return seed * 0x1p-31f;
  }

  float next() {
    float noise = noise();
    float bright = noise - lastNoise; // the poor man's high-pass
    lastNoise = noise;
    kickPhase += TURN * (47 + 170 * kickSweep) / DemoTrack.SAMPLE_RATE;
    if (kickPhase > TURN) {
      kickPhase -= TURN;
    }
    snareBody += 0.35f * (noise - snareBody);
    float sound =
        0.95f * kickLevel * DemoTones.sine(kickPhase / TURN)
            + 0.45f * snareLevel * snareBody
            + 0.28f * hatLevel * bright
            + 0.22f * crashLevel * bright;
    kickLevel = kickLevel * kickFall + NOTHING;
    kickSweep = kickSweep * kickDrop + NOTHING;
    snareLevel = snareLevel * snareFall + NOTHING;
    hatLevel = hatLevel * hatFall + NOTHING;
    crashLevel = crashLevel * crashFall + NOTHING;
    duck = duck * duckFall + NOTHING;
    return sound;
  }

  /// The factor per sample of a level that falls to 1/e in `seconds`.
  static float decay(double seconds) {
    return (float) Math.exp(-1 / (seconds * DemoTrack.SAMPLE_RATE));
  }
}
