package vj.workers.audio.analysis;

/// The beat that the tracker finds, at twice or half its tempo if somebody wants that.
///
/// Who has chosen an octave, by doubling, halving or tapping, keeps it: when the tracker changes to
/// another octave of the same tempo, the factor changes along. When the music comes to a tempo that
/// the factor would carry out of what goes out, the choice is forgotten.
final class FollowedBeat {

  /// Tempos closer than this are the same: what a track drifts and a finger errs.
  static final double SAME = 0.04;

  /// A clock that is further off has jumped.
  static final double SAME_PHASE = 0.1;

  private static final double[] FACTORS = {1, 2, 0.5};

  // What the tracker has found after the last hop.
  private double foundBpm;
  private float confidence;
  private double foundBeats;
  private int foundInBar;

  private double factor = 1;
  private boolean chosen;

  /// Of [#beats] when [#foundBeats] is 0.
  private double offset;

  private double lastBpm;

  /// What the tracker wrote.
  ///
  /// @return whether another factor follows from it
  boolean take(Features written) {
    lastBpm = bpm() > 0 ? bpm() : lastBpm;
    foundBpm = written.bpm;
    confidence = written.bpmConfidence;
    foundBeats = written.beatClock;
    foundInBar = written.beatInBar;
    if (foundBpm == 0 || !chosen) {
      return false;
    }
    double same = factorTo(lastBpm);
    double fitting = same > 0 ? same : TempoRange.nearlyHolds(foundBpm * factor) ? factor : 1;
    if (fitting == factor) {
      return false;
    }
    double clock = beats();
    factor = fitting;
    chosen = same > 0;
    offset = offsetNear(factor, clock);
    return true;
  }

  /// 60..200; 0 while unknown.
  float bpm() {
    return TempoRange.clamped(foundBpm * factor);
  }

  float confidence() {
    return confidence;
  }

  double factor() {
    return factor;
  }

  /// Counts on from the beginning of a bar.
  double beats() {
    return factor * foundBeats + offset;
  }

  /// From now on `by` times as many beats; bars begin where those that are found do.
  void scale(double by) {
    factor *= by;
    chosen = factor != 1;
    countFromBar();
  }

  void countFromBar() {
    offset = -factor * (Math.floor(foundBeats) - foundInBar);
  }

  /// Somebody has tapped in this octave.
  void choose() {
    chosen = true;
  }

  /// Keeps to the octave of `bpm`, if what is found is that tempo, and goes on from `clock`.
  void goOnFrom(double bpm, double clock) {
    double same = factorTo(bpm);
    if (same > 0) {
      chosen |= same != factor;
      factor = same;
    }
    lastBpm = bpm();
    offset = offsetNear(factor, clock);
  }

  /// Whether what is found is `bpm`, but for the octave, and in phase with `clock`.
  boolean agrees(double bpm, double clock) {
    double same = factorTo(bpm);
    return same > 0 && Math.abs(same * foundBeats + offsetNear(same, clock) - clock) < SAME_PHASE;
  }

  private double offsetNear(double newFactor, double clock) {
    double step = Math.min(1, newFactor);
    return step * Math.rint((clock - newFactor * foundBeats) / step);
  }

  /// What makes `bpm` of the tempo found; 0 if nothing does.
  private double factorTo(double bpm) {
    for (double candidate : FACTORS) {
      if (Math.abs(foundBpm * candidate - bpm) < SAME * bpm) {
        return candidate;
      }
    }
    return 0;
  }
}
