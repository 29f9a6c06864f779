package vj.workers.audio.analysis;

/// Tells each beat of the clock that goes out once, [BeatClock#ANNOUNCE_SECONDS] before it falls,
/// also when that clock jumps because somebody steers the tempo.
final class BeatTeller {

  /// After a jump no beat is told sooner than this after the last one: two flashes for one beat.
  private static final double LEAST_BEATS = 0.4;

  private long last;

  /// Since the beat last told fell, negative until it does.
  private double beatsSince = Double.MAX_VALUE / 2;

  private boolean jumped;

  /// The clock stands somewhere else now; the next whole beat is the next to be told.
  void jump(double beats) {
    last = (long) Math.floor(beats);
    jumped = true;
  }

  /// As [#jump], but the beat that is nearest now, even if it has just passed, is still to be told.
  void jumpToBeat(double beats) {
    last = Math.round(beats) - 1;
    jumped = true;
  }

  /// Whether a beat is due to be told; called once per hop.
  ///
  /// @param beats the clock now
  /// @param perHop beats in one hop
  /// @param ahead beats from now to those that are told now
  boolean beatAhead(double beats, double perHop, double ahead) {
    long next = (long) Math.floor(beats + ahead);
    boolean due = next > last;
    last = Math.max(last, next);
    return tell(due, perHop, ahead);
  }

  /// Lets a beat pass that somebody else has found.
  boolean tell(boolean due, double perHop, double ahead) {
    beatsSince += perHop;
    if (!due || (jumped && beatsSince < LEAST_BEATS)) {
      return false;
    }
    jumped = false;
    beatsSince = -ahead;
    return true;
  }

  /// The beat last told of a clock that [#beatAhead] watches.
  long last() {
    return last;
  }
}
