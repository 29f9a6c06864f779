package vj.workers.playback;

/// A piece of music, as its player names it. What the player does not say is empty.
///
/// @param durationSeconds 0 while unknown
public record Track(String artist, String title, String album, double durationSeconds) {

  /// Longer than any set: a player that says more says nonsense.
  private static final double LONGEST_SECONDS = 7 * 24 * 3600;

  public Track {
    artist = artist.strip();
    title = title.strip();
    album = album.strip();
    durationSeconds =
        durationSeconds > 0 && durationSeconds <= LONGEST_SECONDS ? durationSeconds : 0;
  }

  /// Whether `other` is the same piece: players learn album and duration late.
  public boolean sameAs(Track other) {
    return artist.equals(other.artist) && title.equals(other.title);
  }
}
