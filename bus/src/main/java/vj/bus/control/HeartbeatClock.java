package vj.bus.control;

/// When one connection's next heartbeat is due. Times are `System.nanoTime()`. Guarded by itself.
///
/// The first is due one full interval after the connection was accepted, then one each interval,
/// until the client speaks: from then on it gets answers only, unless it asks for heartbeats.
final class HeartbeatClock {

  private enum Mode {
    UNTIL_SPOKEN,
    WANTED,
    OFF
  }

  private Mode mode = Mode.UNTIL_SPOKEN;
  private long since;
  private long own; // the client's own interval; 0: the server's

  HeartbeatClock(long accepted) {
    this.since = accepted;
  }

  /// The client has begun a frame. `quiet` runs before any further beat can.
  synchronized void spoken(Runnable quiet) {
    if (mode == Mode.UNTIL_SPOKEN) {
      mode = Mode.OFF;
      quiet.run();
    }
  }

  /// Asked for: the next one is due a full interval from `now`, as the answer carries one already.
  synchronized void wanted(boolean wanted, long now) {
    mode = wanted ? Mode.WANTED : Mode.OFF;
    since = now;
    own = 0;
  }

  /// As above, but one each `interval`.
  synchronized void wantedEvery(long interval, long now) {
    mode = Mode.WANTED;
    since = now;
    own = interval;
  }

  /// Runs `beat` if one is due.
  ///
  /// @param usual the interval of who has not asked for another
  /// @return nanoseconds until the next one is due; `Long.MAX_VALUE` if none will be
  synchronized long beat(long now, long usual, Runnable beat) {
    if (mode == Mode.OFF) {
      return Long.MAX_VALUE;
    }
    long interval = own == 0 ? usual : own;
    if (now - since < interval) {
      return since + interval - now;
    }
    beat.run();
    // A late beat does not shift the next one; several missed ones are not made up for.
    since = now - since < 2 * interval ? since + interval : now;
    return since + interval - now;
  }
}
