package vj.workers.audio.analysis;

/// The tempos that go out.
final class TempoRange {

  private static final double SLOWEST = BeatTracker.SLOWEST_BPM;
  private static final double FASTEST = BeatTracker.FASTEST_BPM;

  private TempoRange() {}

  static boolean holds(double bpm) {
    return bpm >= SLOWEST && bpm <= FASTEST;
  }

  /// Whether `bpm` is in it but for what the same tempo drifts.
  static boolean nearlyHolds(double bpm) {
    return bpm >= SLOWEST * (1 - FollowedBeat.SAME) && bpm <= FASTEST * (1 + FollowedBeat.SAME);
  }

  /// 0, for unknown, stays 0.
  static float clamped(double bpm) {
    return bpm == 0 ? 0 : (float) Math.clamp(bpm, SLOWEST, FASTEST);
  }

  /// @param what would have the tempo `bpm`
  static TempoAnswer refused(String what, double bpm) {
    return new TempoAnswer.Refused(
        "%s %.1f BPM; %.0f to %.0f go out".formatted(what, bpm, SLOWEST, FASTEST));
  }
}
