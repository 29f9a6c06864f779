package vj.workers.playback.virtualdj;

import java.time.Instant;
import java.util.Optional;
import vj.workers.playback.Track;

/// The newest song of a file.
///
/// @param mark what the file says about when it was played, as written; empty if nothing. The same
///   song with another mark was played again
/// @param playedAt when it began, where the file says so
record Entry(Track track, String mark, Optional<Instant> playedAt) {

  /// A song whose file says nothing but its name.
  static Entry of(Track track) {
    return new Entry(track, "", Optional.empty());
  }
}
