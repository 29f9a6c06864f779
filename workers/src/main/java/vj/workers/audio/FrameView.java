package vj.workers.audio;

import vj.workers.audio.analysis.Features;

/// What the sound is like at the instant of one frame: the newest features, the beat carried on to
/// that instant, and all of it sinking to nothing when samples stay away. Mutable and reused;
/// confined to the frame loop.
final class FrameView {

  /// How long levels take to fall to 0 once samples stay away.
  static final long FADE_NANOS = 300_000_000L;

  /// How long the beat is carried on without samples: about as long as a dancer would.
  static final long FREE_RUN_NANOS = 4_000_000_000L;

  private static final int BEATS_PER_BAR = 4;

  private final AudioFlow flow;
  private final Features features = new Features();
  private boolean heard;
  private long lastFlow;

  boolean alive;

  /// 0..1, what is left of levels.
  float gain;

  /// 0..1 each, and the beat of the bar, 0..3.
  float phase;

  float barPhase;
  int beatInBar;

  /// How old the newest analysed sample is.
  double latencyMillis;

  FrameView(AudioFlow flow) {
    this.flow = flow;
  }

  /// The features the frame is made of; levels are to be scaled by [#gain].
  Features features() {
    return features;
  }

  void look(long now) {
    flow.board().read(features);
    alive = flow.clock().flowing(now);
    if (alive) {
      heard = true;
      lastFlow = now;
    }
    long without = heard ? now - lastFlow : Long.MAX_VALUE;
    gain = without >= FADE_NANOS ? 0 : 1 - (float) without / FADE_NANOS;
    if (!alive) {
      features.pitchHz = 0;
      features.pitchConfidence = 0;
      features.buildUp = false;
      features.drop = false;
      features.peakDbfs = -120;
    }
    if (without >= FREE_RUN_NANOS) {
      features.bpm = 0;
      features.bpmConfidence = 0;
    }
    latencyMillis = (now - flow.clock().nanosAt((double) features.position)) * 1e-6;
    carryBeatOn(now);
  }

  /// The instant of the first beat at or after `nanos`, as far as the tempo is known; otherwise
  /// never.
  long beatFrom(long nanos) {
    if (features.bpm <= 0) {
      return Long.MAX_VALUE;
    }
    double clock = beatClock(nanos);
    return nanos + Math.round((Math.ceil(clock) - clock) * 60e9 / features.bpm);
  }

  private double beatClock(long nanos) {
    double samples = flow.clock().positionAt(nanos) - features.position;
    return features.beatClock + samples / flow.clock().sampleRate() * features.bpm / 60;
  }

  private void carryBeatOn(long now) {
    if (features.bpm <= 0) {
      phase = 0;
      barPhase = 0;
      beatInBar = 0;
      return;
    }
    double clock = beatClock(now);
    double whole = Math.floor(clock);
    int passed = (int) (whole - Math.floor(features.beatClock));
    // Just short of 1 in double is 1 in float.
    phase = Math.min((float) (clock - whole), Math.nextDown(1f));
    beatInBar = Math.floorMod(features.beatInBar + passed, BEATS_PER_BAR);
    barPhase = (beatInBar + phase) / BEATS_PER_BAR;
  }
}
