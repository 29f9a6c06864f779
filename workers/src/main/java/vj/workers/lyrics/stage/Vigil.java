package vj.workers.lyrics.stage;

import vj.workers.lyrics.input.Heard;
import vj.workers.lyrics.input.Song;

/// Notices that nobody speaks of the song on the air any more, because its source has died. Used by
/// the stage's thread.
final class Vigil {

  /// A source that is started again is heard within seconds; its song stays.
  private static final long RESTART_NANOS = 10_000_000_000L;

  /// Durations are not exact, and players take a breath between two songs.
  private static final double BEYOND_SECONDS = 10;

  /// Of one that says twice in a second where the song is.
  private static final long SILENCE_NANOS = 60_000_000_000L;

  private long heardNanos;

  /// Whether the last one who said where the song is goes on saying so.
  private boolean recurs;

  void heard(Heard heard, long now) {
    if (heard.song().isPresent() || heard.position().isPresent()) {
      heardNanos = now;
    }
    heard.position().ifPresent(position -> recurs = position.recurs());
  }

  /// Whether `song`, which should be playing, has surely ended. One that is paused has not.
  boolean isOver(Song song, PositionClock clock, long now) {
    long silence = now - heardNanos;
    double duration = song.durationSeconds();
    boolean beyond = duration > 0 && clock.at(now) > duration + BEYOND_SECONDS;
    return clock.playing()
        && ((beyond && silence > RESTART_NANOS) || (recurs && silence > SILENCE_NANOS));
  }
}
