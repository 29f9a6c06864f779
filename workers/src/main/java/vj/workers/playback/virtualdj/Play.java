package vj.workers.playback.virtualdj;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import vj.workers.playback.Track;

/// That a song is played, as a file tells: there is no pause and no end in it.
///
/// @param startedAt as the file says, or when it was written
/// @param dated whether the file says so
record Play(Track track, Instant startedAt, boolean dated) {

  /// A DJ slows songs down and loops them, and lists are written with a delay: this much longer
  /// than its length, and a quarter, a song may be on before it counts as over.
  private static final Duration GRACE = Duration.ofMinutes(1);

  /// Lists are written so much after a song has begun, where its length is not known to be more.
  private static final Duration LATEST = Duration.ofMinutes(2);

  /// The files that say the most about when a song began first.
  private static final Comparator<Play> MOST_EXACT_FIRST =
      Comparator.comparing((Play play) -> !play.dated).thenComparing(Play::startedAt);

  /// What all files together know of this: not each says how long a song is, and one that does not
  /// say when it began may have been written long after that.
  Play with(Collection<Play> others) {
    List<Play> same = others.stream().filter(other -> other.track.sameAs(track)).toList();
    Track known =
        track.durationSeconds() > 0
            ? track
            : same.stream()
                .map(Play::track)
                .filter(other -> other.durationSeconds() > 0)
                .findFirst()
                .orElse(track);
    Play exact =
        dated
            ? this
            : same.stream()
                .filter(other -> other.mayGoOnAt(startedAt, known.durationSeconds()))
                .min(MOST_EXACT_FIRST)
                .orElse(this);
    return new Play(known, exact.startedAt, exact.dated);
  }

  private boolean mayGoOnAt(Instant later, double seconds) {
    Duration longest = seconds > 0 ? Duration.ofMillis((long) (1000 * seconds)) : LATEST;
    return Duration.between(startedAt, later).compareTo(longest) < 0;
  }

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
