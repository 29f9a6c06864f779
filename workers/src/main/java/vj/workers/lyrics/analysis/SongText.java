package vj.workers.lyrics.analysis;

import vj.workers.http.OneLine;

/// A song as it is judged.
///
/// @param album empty if unknown
/// @param lyrics lines, without their times; empty if unknown, [#MOST_CHARS] at most
public record SongText(String artist, String title, String album, String lyrics) {

  /// Twice the verses and refrains of a long song, and little enough for a small model's context.
  public static final int MOST_CHARS = 4000;

  public SongText {
    if (lyrics.length() > MOST_CHARS) {
      throw new IllegalArgumentException(
          "%d characters of lyrics, limit %d".formatted(lyrics.length(), MOST_CHARS));
    }
  }

  /// With as many whole lines of `lyrics` as there is room for.
  public static SongText of(String artist, String title, String album, String lyrics) {
    return new SongText(artist, title, album, beginning(lyrics.strip()));
  }

  private static String beginning(String lyrics) {
    if (lyrics.length() <= MOST_CHARS) {
      return lyrics;
    }
    int lineEnd = lyrics.lastIndexOf('\n', MOST_CHARS);
    return lineEnd > 0 ? lyrics.substring(0, lineEnd) : OneLine.of(lyrics, MOST_CHARS);
  }
}
