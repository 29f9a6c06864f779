package vj.bus.control;

import java.time.Duration;

/// What a [ControlServer] puts up with.
///
/// @param clients connections open at once: two threads each, within the unit's `TasksMax`
/// @param stall silence after which half a frame is given up
/// @param patience how long an answer waits for a client to read before the client counts as one
///   that does not
/// @param check how often the socket file is looked for; half of the 10 s promised for its return
record ServerLimits(int clients, Duration stall, Duration patience, Duration check) {

  static final ServerLimits DEFAULT =
      new ServerLimits(64, Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(5));
}
