package vj.workers.audio.analysis;

/// From flux to beats: hears a rhythm class per frame, moves the belief, reads it, keeps the clock.
/// Through silence the clock runs on for [#FREE_RUN_SECONDS], then all is forgotten.
final class BeatTracker {

  static final double SLOWEST_BPM = 60;
  static final double FASTEST_BPM = 200;

  private static final double FREE_RUN_SECONDS = 4;

  /// In 1/s while nothing is heard.
  private static final float FADING = 0.35f;

  /// Over this long it is judged how well the frames were foreseen.
  private static final double FORESIGHT_SECONDS = 2;

  /// Mean gain in bits per frame, over not knowing the beat, that makes it certain.
  private static final float FORESEEN_BITS = 0.02f;

  /// How long after a beat the network tells of it, at the end of a frame.
  private static final double LATE_SECONDS = BeatNetwork.DELAY_SECONDS + 0.0058;

  private final double frameSeconds;
  private final BeatInput input;
  private final BeatNetwork network;
  private final Evidence evidence = new Evidence();
  private final BarPointer pointer;
  private final BeatReading reading = new BeatReading();
  private final TempoOutput tempo = new TempoOutput();
  private final BeatClock clock;
  private final Logarithm logarithm = new Logarithm();
  private final float foresightPart;
  private float foresight;
  private double silentSeconds;
  private float faded = 1;

  /// @param network is made to forget what it has heard
  BeatTracker(double hopSeconds, Flux flux, BeatNetwork network) {
    this.network = network;
    network.reset();
    frameSeconds = hopSeconds * BeatInput.HOPS_PER_FRAME;
    input = new BeatInput(flux);
    foresightPart = (float) (frameSeconds / FORESIGHT_SECONDS);
    pointer = new BarPointer(frameSeconds);
    clock = new BeatClock(hopSeconds);
  }

  /// @param silent whether the input carries nothing
  void take(Flux flux, boolean silent) {
    clock.advance(runningBpm());
    if (input.take(flux)) {
      hear(silent);
    }
  }

  private void hear(boolean silent) {
    pointer.advance();
    network.take(input.values());
    if (silent) {
      listenInVain();
    } else {
      silentSeconds = 0;
      faded = 1;
      evidence.take(network.beat(), network.downbeat());
      float expected = pointer.hear(evidence, network);
      foresight += (logarithm.log2(expected) - foresight) * foresightPart;
      reading.take(pointer, LATE_SECONDS);
      clock.correct(reading, frameSeconds);
    }
    tempo.take(clock.bpm(reading.bpm()), certainty(), frameSeconds);
  }

  /// Is told tempo and phase by somebody who hears them, and goes on from there.
  void lead(double bpm, double beatPhase) {
    pointer.lead(bpm, beatPhase);
  }

  /// How sure the reading is of itself counts as far as it has foreseen what came.
  private float certainty() {
    float foreseen = Math.max(0, Math.min(1, foresight / FORESEEN_BITS));
    return reading.certainty() * foreseen * faded;
  }

  private void listenInVain() {
    silentSeconds += frameSeconds;
    faded *= (float) (1 - FADING * frameSeconds);
    if (silentSeconds > FREE_RUN_SECONDS) {
      pointer.reset();
      tempo.forget();
      faded = 0;
    }
  }

  private double runningBpm() {
    return tempo.bpm() > 0 ? reading.bpm() : 0;
  }

  boolean beatAhead() {
    return tempo.bpm() > 0 && clock.beatAhead(runningBpm());
  }

  /// Hops from the end of the last hop to the beat that [#beatAhead] told of.
  double hopsToBeat() {
    return Math.max(0, clock.hopsToBeat(runningBpm()));
  }

  int announcedInBar() {
    return clock.announcedInBar();
  }

  /// Writes tempo, confidence and clock.
  void write(Features out) {
    double bpm = tempo.bpm();
    out.bpm = bpm == 0 ? 0 : (float) Math.max(SLOWEST_BPM, Math.min(FASTEST_BPM, bpm));
    out.bpmConfidence = bpm == 0 ? 0 : tempo.certainty();
    out.beatClock = bpm == 0 ? 0 : clock.beats();
    out.beatInBar = bpm == 0 ? 0 : clock.inBar();
  }
}
