package vj.workers.playback.spotify;

import java.time.Duration;
import vj.workers.playback.Playback;

/// When to ask again. While something plays: at the latest after `interval`, each second towards
/// the end of the track, and just after the end, where the next one begins. Otherwise five times as
/// seldom.
///
/// @param interval the longest time between two questions while something plays
/// @param grace for so long after a failure what was heard last is left to go on
/// @param firstRetry after the first failure in a row
/// @param look how often to see whether somebody has logged in
record Pace(Duration interval, Duration grace, Duration firstRetry, Duration look) {

  /// So much before the end a track may be cut short by the next.
  private static final Duration ENDING = Duration.ofSeconds(3);

  private static final Duration WHILE_ENDING = Duration.ofSeconds(1);

  /// What Spotify needs to know of a change itself.
  private static final Duration AFTER_END = Duration.ofMillis(150);

  private static final int IDLE_FACTOR = 5;

  private static final Duration MOST_IDLE = Duration.ofSeconds(30);

  static Pace of(SpotifyWebSettings settings) {
    return new Pace(
        settings.pollInterval(),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2),
        Duration.ofSeconds(2));
  }

  Duration whenIdle() {
    return shorter(interval.multipliedBy(IDLE_FACTOR), MOST_IDLE);
  }

  /// @param now on the clock of `playback`
  Duration after(Playback playback, long now) {
    if (!playback.playing()) {
      return whenIdle();
    }
    double duration = playback.track().durationSeconds();
    if (duration == 0) {
      return interval;
    }
    Duration left = Duration.ofMillis(Math.round(1000 * (duration - playback.positionAt(now))));
    Duration usual = left.compareTo(ENDING) > 0 ? interval : shorter(interval, WHILE_ENDING);
    return left.isPositive() ? shorter(usual, left.plus(AFTER_END)) : usual;
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
