package vj.workers.lyrics.input;

import java.util.Optional;

/// What came in since the last time somebody looked.
///
/// @param song the last announcement; a position that came before it does not count
/// @param position the last position
public record Heard(Optional<Announced> song, Optional<Position> position) {

  /// What was said about the song that plays.
  public sealed interface Announced {

    /// @param hasLyrics what was said of that; only we know
    record Plays(Song song, boolean hasLyrics) implements Announced {
      public Plays(Song song) {
        this(song, false);
      }
    }

    record Ended() implements Announced {}
  }

  /// @param seconds in the song at `atNanos`, on [System#nanoTime]
  /// @param recurs whether whoever says so goes on saying so as long as there is a song
  public record Position(double seconds, boolean playing, long atNanos, boolean recurs) {

    public Position {
      seconds = Double.isFinite(seconds) ? Math.max(0, seconds) : 0;
    }

    /// Said once.
    public Position(double seconds, boolean playing, long atNanos) {
      this(seconds, playing, atNanos, false);
    }
  }
}
