package vj.workers.audio.analysis;

import vj.workers.audio.analysis.TempoAnswer.Refused;
import vj.workers.audio.analysis.TempoAnswer.Taken;

/// The beat as it goes out: what the tracker finds, or what somebody has made of it.
///
/// What is tapped goes out at once, and the tracker is led there; it takes over when it agrees, or
/// after a while if it is sure of something else. What is frozen stays until it is released.
/// Confined to the analysis thread.
final class TempoSteering {

  /// For so long taps go out as they are, at least and at most.
  private static final double TAPPED_LEAST_SECONDS = 2;

  private static final double TAPPED_MOST_SECONDS = 10;

  private enum Mode {
    FOLLOWING,
    TAPPED,
    FROZEN
  }

  private final double hopSeconds;
  private final BeatTracker tracker;
  private final FollowedBeat followed = new FollowedBeat();
  private final TapTempo taps;
  private final BeatTeller teller = new BeatTeller();
  private Mode mode = Mode.FOLLOWING;
  private double tappedSeconds;

  // What goes out while it is tapped or frozen.
  private double heldBpm;
  private float heldConfidence;

  /// The clock that goes out, unless what is found is only passed on. Multiples of 4 begin a bar.
  private double beats;

  private boolean beatAhead;

  TempoSteering(double sampleRate, double hopSeconds, BeatTracker tracker) {
    this.hopSeconds = hopSeconds;
    this.tracker = tracker;
    this.taps = new TapTempo(sampleRate);
  }

  /// After each hop: takes what the tracker wrote and puts what goes out in its place.
  void take(Features features) {
    boolean found = tracker.beatAhead();
    boolean jumped = followed.take(features);
    if (mode == Mode.TAPPED) {
      tappedSeconds += hopSeconds;
      handOver();
    }
    double expected = beats + perHop();
    beats = mode == Mode.FOLLOWING ? followed.beats() : expected;
    double ahead = BeatClock.ANNOUNCE_SECONDS * bpm() / 60;
    if (passes()) {
      beatAhead = teller.tell(found, perHop(), ahead);
    } else {
      if (jumped || Math.abs(beats - expected) > FollowedBeat.SAME_PHASE) {
        teller.jump(beats);
      }
      beatAhead = bpm() > 0 && teller.beatAhead(beats, perHop(), ahead);
    }
    write(features);
  }

  /// Nothing is steered: what is found is passed on as it is.
  private boolean passes() {
    return mode == Mode.FOLLOWING && followed.factor() == 1;
  }

  private void handOver() {
    boolean due = tappedSeconds > TAPPED_MOST_SECONDS;
    boolean allowed = tappedSeconds > TAPPED_LEAST_SECONDS;
    if (followed.bpm() > 0 && (due || (allowed && followed.agrees(heldBpm, beats)))) {
      letGo();
      followed.choose();
    }
  }

  /// Follows what is found again.
  private void letGo() {
    mode = Mode.FOLLOWING;
    followed.goOnFrom(heldBpm, beats);
    beats = followed.beats();
    teller.jump(beats);
  }

  private void write(Features features) {
    features.tempoFactor = (float) followed.factor();
    features.tempoFrozen = mode == Mode.FROZEN;
    if (!passes() && bpm() > 0) {
      features.bpm = bpm();
      features.bpmConfidence = confidence();
      features.beatClock = beats;
      features.beatInBar = inBar((long) Math.floor(beats));
    }
  }

  private static int inBar(long beat) {
    return (int) Math.floorMod(beat, (long) BarPointer.BEATS);
  }

  private float bpm() {
    return mode == Mode.FOLLOWING ? followed.bpm() : (float) heldBpm;
  }

  private float confidence() {
    return mode == Mode.FOLLOWING ? followed.confidence() : heldConfidence;
  }

  private double perHop() {
    return hopSeconds * bpm() / 60;
  }

  /// Carries out a wish, between hops.
  ///
  /// @param position of the newest sample
  TempoAnswer steer(TempoWish wish, double position) {
    return switch (wish) {
      case TempoWish.Twice _ -> scale("twice", 2);
      case TempoWish.Half _ -> scale("half of", 0.5);
      case TempoWish.Freeze _ -> freeze();
      case TempoWish.Release _ -> release();
      case TempoWish.ToggleFreeze _ -> mode == Mode.FROZEN ? release() : freeze();
      case TempoWish.Tap(double tapped) -> tap(tapped, position);
    };
  }

  private TempoAnswer scale(String what, double by) {
    if (bpm() == 0) {
      return unknown();
    }
    double scaled = bpm() * by;
    if (!TempoRange.holds(scaled)) {
      return TempoRange.refused("%s %.1f BPM is".formatted(what, bpm()), scaled);
    }
    if (mode == Mode.FOLLOWING) {
      followed.scale(by);
      beats = followed.beats();
    } else {
      heldBpm = scaled;
      beats *= by;
    }
    teller.jump(beats);
    return taken("");
  }

  private TempoAnswer freeze() {
    if (bpm() == 0) {
      return unknown();
    }
    if (passes()) {
      followed.countFromBar();
      beats = followed.beats();
      teller.jump(beats);
    }
    if (mode == Mode.FOLLOWING) {
      heldBpm = bpm();
      heldConfidence = followed.confidence();
    }
    mode = Mode.FROZEN;
    return taken("frozen");
  }

  private TempoAnswer release() {
    if (mode == Mode.FROZEN) {
      letGo();
    }
    return taken("follows the music");
  }

  private TempoAnswer tap(double tapped, double position) {
    if (!taps.tap(tapped)) {
      return new Refused("a tap too soon after the last one to be one");
    }
    if (taps.count() < 2) {
      return taken("go on tapping");
    }
    if (!TempoRange.holds(taps.bpm())) {
      return TempoRange.refused("tapped at", taps.bpm());
    }
    mode = mode == Mode.FROZEN ? Mode.FROZEN : Mode.TAPPED;
    tappedSeconds = 0;
    heldBpm = taps.bpm();
    heldConfidence = 1;
    beats = taps.beatsAt(position);
    teller.jumpToBeat(beats);
    tracker.lead(heldBpm, beats - Math.floor(beats));
    return taken("%d taps".formatted(taps.count()));
  }

  private static TempoAnswer unknown() {
    return new Refused("no tempo is known yet; tap one");
  }

  private TempoAnswer taken(String note) {
    float factor = (float) followed.factor();
    return new Taken(new TempoReport(bpm(), confidence(), factor, mode == Mode.FROZEN), note);
  }

  /// Whether a beat is to be announced, once per beat.
  boolean beatAhead() {
    return beatAhead;
  }

  /// Hops from the end of the last hop to the beat that [#beatAhead] told of.
  double hopsToBeat() {
    return passes() ? tracker.hopsToBeat() : Math.max(0, (teller.last() - beats) / perHop());
  }

  /// 0..3.
  int announcedInBar() {
    return passes() ? tracker.announcedInBar() : inBar(teller.last());
  }
}
