package vj.workers.playback.virtualdj;

import java.time.Duration;
import java.time.Instant;
import vj.workers.playback.Track;

/// That a song is played, as a file tells: there is no pause and no end in it.
///
/// @param startedAt as the file says, or when it was written
record Play(Track track, Instant startedAt) {

  /// A DJ slows songs down and loops them, and lists are written with a delay: this much longer
  /// than its length, and a quarter, a song may be on before it counts as over.
  private static final Duration GRACE = Duration.ofMinutes(1);

  /// Songs without a length are never over by themselves: a mix may be as long as a night.
  boolean overAt(Instant now) {
    double seconds = track.durationSeconds();
    if (seconds == 0) {
      return false;
    }
    Duration longest = Duration.ofMillis((long) (1250 * seconds)).plus(GRACE);
    return now.isAfter(startedAt.plus(longest));
  }

  double secondsAt(Instant now) {
    return Duration.between(startedAt, now).toMillis() / 1000.0;
  }
}
