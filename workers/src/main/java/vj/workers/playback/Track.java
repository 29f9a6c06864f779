package vj.workers.playback;

import java.util.regex.Pattern;

/// A piece of music, as its player names it, each name on one line. What the player does not say is
/// empty.
///
/// @param durationSeconds 0 while unknown
public record Track(String artist, String title, String album, double durationSeconds) {

  /// Longer than any set: a player that says more says nonsense.
  private static final double LONGEST_SECONDS = 7 * 24 * 3600;

  /// No name needs more, and one OSC datagram has to hold all of them.
  private static final int LONGEST_NAME = 400;

  private static final Pattern UNPRINTED = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

  public Track {
    artist = line(artist);
    title = line(title);
    album = line(album);
    durationSeconds =
        durationSeconds > 0 && durationSeconds <= LONGEST_SECONDS ? durationSeconds : 0;
  }

  private static String line(String name) {
    return UNPRINTED.matcher(cut(name)).replaceAll(" ").strip();
  }

  private static String cut(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    boolean halved = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1));
    return name.substring(0, halved ? LONGEST_NAME - 1 : LONGEST_NAME);
  }

  /// Whether `other` is the same piece: players learn album and duration late.
  public boolean sameAs(Track other) {
    return artist.equals(other.artist) && title.equals(other.title);
  }
}
