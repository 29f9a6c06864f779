package vj.workers.lyrics.lookup;

import java.util.Locale;
import vj.workers.lyrics.text.Folding;

/// The song whose words are wanted, as a player names it. What it does not say is empty.
///
/// @param durationSeconds 0 while unknown
public record Query(String artist, String title, String album, double durationSeconds) {

  /// Longer than any name; a server has to read it in an address.
  private static final int MOST_CHARACTERS = 300;

  /// LRCLIB knows no longer ones, and what is longer is a set, not a song.
  private static final double LONGEST_SECONDS = 3600;

  /// Fades and silence around a song differ by that much; another version by more.
  private static final double MOST_SECONDS_APART = 5;

  public Query {
    artist = bounded(artist);
    title = bounded(title);
    album = bounded(album);
    durationSeconds =
        durationSeconds >= 1 && durationSeconds <= LONGEST_SECONDS ? durationSeconds : 0;
  }

  private static String bounded(String text) {
    String stripped = text.strip();
    return stripped.length() <= MOST_CHARACTERS
        ? stripped
        : stripped.substring(0, MOST_CHARACTERS).strip();
  }

  /// The same for all spellings of artist and title.
  String key() {
    return key(artist) + "\n" + key(title);
  }

  /// Some names are of punctuation alone.
  private static String key(String text) {
    String folded = Folding.of(text);
    return folded.isEmpty() ? text.toLowerCase(Locale.ROOT) : folded;
  }

  SongName name() {
    return new SongName(artist, title);
  }

  /// Whether words timed for a recording of `otherSeconds` are in time with this one, as far as is
  /// known.
  ///
  /// @param otherSeconds 0 while unknown
  boolean isInTimeWith(double otherSeconds) {
    return secondsFrom(otherSeconds) <= MOST_SECONDS_APART;
  }

  /// Between the durations; 0 if one is unknown.
  double secondsFrom(double otherSeconds) {
    return durationSeconds == 0 || otherSeconds == 0 ? 0 : Math.abs(durationSeconds - otherSeconds);
  }
}
