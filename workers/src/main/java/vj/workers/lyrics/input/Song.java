package vj.workers.lyrics.input;

/// A piece of music as somebody announced it. What is not known is empty, or 0.
///
/// @param source who plays it, as in `/karaoke/track`: `spotify`, `virtualdj`, `mpris:PLAYER`
public record Song(
    String source, String artist, String title, String album, double durationSeconds) {

  /// Longer than any name; what is beyond is cut off, so that hostile datagrams stay small.
  private static final int LONGEST_NAME = 500;

  /// Longer than any set: a player that says more says nonsense.
  private static final double LONGEST_SECONDS = 7 * 24 * 3600;

  public Song {
    source = name(source);
    artist = name(artist);
    title = name(title);
    album = name(album);
    durationSeconds =
        durationSeconds > 0 && durationSeconds <= LONGEST_SECONDS ? durationSeconds : 0;
  }

  private static String name(String text) {
    String stripped = text.strip();
    if (stripped.length() <= LONGEST_NAME) {
      return stripped;
    }
    boolean pair = Character.isHighSurrogate(stripped.charAt(LONGEST_NAME - 1));
    return stripped.substring(0, pair ? LONGEST_NAME - 1 : LONGEST_NAME);
  }

  /// Whether there is anything to look up.
  public boolean named() {
    return !title.isEmpty();
  }

  /// Whether `other` is this piece, announced again. Players learn the album late: an unknown one
  /// is no difference.
  public boolean sameAs(Song other) {
    return artist.equals(other.artist)
        && title.equals(other.title)
        && (album.equals(other.album) || album.isEmpty() || other.album.isEmpty());
  }

  /// This piece, with what `later` knows and this does not, from where it plays then.
  public Song filledBy(Song later) {
    return new Song(
        later.source.isEmpty() ? source : later.source,
        artist,
        title,
        album.isEmpty() ? later.album : album,
        durationSeconds == 0 ? later.durationSeconds : durationSeconds);
  }

  /// What can be found out about it: the same, whoever plays it.
  public Song work() {
    return new Song("", artist, title, album, durationSeconds);
  }

  /// As `/karaoke/keywords/reset` names it.
  public String key() {
    return artist + "::" + title;
  }

  /// For people.
  public String text() {
    return artist.isEmpty() ? title : artist + " - " + title;
  }
}
