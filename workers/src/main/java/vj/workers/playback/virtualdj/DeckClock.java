package vj.workers.playback.virtualdj;

/// Where a deck is in its song, how fast it goes and whether it goes at all, from positions that
/// are heard about once a second.
///
/// Times are nanoseconds of one monotonic clock.
final class DeckClock {

  /// Positions closer together say little about the speed.
  private static final double LEAST_INTERVAL = 0.3;

  /// Seconds in a song, within which a deck that is asked twice stands still.
  private static final double STILL = 0.01;

  /// Beyond what a deck's tempo can be set to: these are seeks and scratches.
  private static final double SLOWEST = 0.3;

  private static final double FASTEST = 3;

  /// So many intervals in a row say what a deck does.
  private static final int SURE = 2;

  /// Positions are off by the time an answer takes; over such a time, in seconds, that matters to
  /// the speed no more.
  private static final double LEAST_SPAN = 3;

  private static final double LONGEST_SPAN = 6;

  /// A speed this close to 1 is 1, as far as this can be told.
  private static final double SPEED_ERROR = 0.004;

  /// Seconds from where a deck would have gone by itself: it was set elsewhere.
  private static final double JUMP = 0.25;

  /// What the positions say about whether the deck goes.
  enum Motion {
    UNKNOWN,
    GOING,
    STANDING
  }

  private record Heard(double seconds, long nanos) {
    double secondsUntil(long later) {
      return (later - nanos) / 1e9;
    }
  }

  private boolean heard;
  private Heard last;
  private double rate = 1;

  /// Where the interval began that is judged next, and how the latest ones were.
  private Heard interval;

  private int going;
  private int standing;

  /// Where the spans began over which the speed is measured.
  private Heard older;

  private Heard newer;

  DeckClock(long nanos) {
    last = new Heard(0, nanos);
    interval = last;
    older = last;
    newer = last;
  }

  /// Another song: what was known is void.
  void reset(long nanos) {
    heard = false;
    rate = 1;
    begin(new Heard(0, nanos));
  }

  private void begin(Heard now) {
    last = now;
    interval = now;
    forgetMotion();
    measureFrom(now);
  }

  private void measureFrom(Heard now) {
    older = now;
    newer = now;
  }

  private void forgetMotion() {
    going = 0;
    standing = 0;
  }

  /// The deck was started or stopped: how it moved before says nothing any more.
  ///
  /// @param went what it did until now
  void turn(boolean went, long nanos) {
    begin(new Heard(positionAt(nanos, went), nanos));
  }

  /// The position is `seconds` at `nanos`.
  void hear(double seconds, long nanos) {
    Heard now = new Heard(seconds, nanos);
    if (!heard) {
      heard = true;
      begin(now);
      return;
    }
    if (interval.secondsUntil(nanos) >= LEAST_INTERVAL) {
      judge(now);
      interval = now;
    }
    last = now;
    measure(now);
  }

  private void judge(Heard now) {
    double moved = now.seconds() - interval.seconds();
    double speed = moved / interval.secondsUntil(now.nanos());
    boolean still = Math.abs(moved) < STILL;
    boolean goes = speed >= SLOWEST && speed <= FASTEST;
    standing = still ? standing + 1 : 0;
    going = goes ? going + 1 : 0;
    double expected = interval.seconds() + rate * interval.secondsUntil(now.nanos());
    if (!goes || Math.abs(now.seconds() - expected) > JUMP) {
      measureFrom(now);
    }
  }

  private void measure(Heard now) {
    double span = older.secondsUntil(now.nanos());
    if (span >= LEAST_SPAN) {
      double speed = (now.seconds() - older.seconds()) / span;
      rate = Math.abs(speed - 1) < SPEED_ERROR ? 1 : Math.clamp(speed, SLOWEST, FASTEST);
    }
    if (newer.secondsUntil(now.nanos()) >= LONGEST_SPAN) {
      older = newer;
      newer = now;
    }
  }

  Motion motion() {
    if (going >= SURE) {
      return Motion.GOING;
    }
    return standing >= SURE ? Motion.STANDING : Motion.UNKNOWN;
  }

  /// Seconds of song for each second.
  double rate() {
    return rate;
  }

  /// Seconds in the song.
  double positionAt(long nanos, boolean goes) {
    return goes ? last.seconds() + rate * last.secondsUntil(nanos) : last.seconds();
  }
}
