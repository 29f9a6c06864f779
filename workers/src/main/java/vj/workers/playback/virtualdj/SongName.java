package vj.workers.playback.virtualdj;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vj.workers.playback.Track;

/// A song's name in one line: `Artist - Title`, with a hyphen, an en dash or an em dash between
/// blanks.
///
/// Of several dashes the first counts: titles have more of them ("Song - Radio Edit") than artists
/// do. Without one it is all title.
final class SongName {

  /// Longer than any name, shorter than what receivers have trouble with.
  private static final int LONGEST = 512;

  private static final Pattern DASH = Pattern.compile("\\s[-\u2013\u2014]\\s");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\ufeff]+");

  private SongName() {}

  static Track track(String line, double seconds) {
    String name = clean(line);
    Matcher dash = DASH.matcher(name);
    if (dash.find()) {
      String artist = name.substring(0, dash.start()).strip();
      String title = name.substring(dash.end()).strip();
      if (!artist.isEmpty() && !title.isEmpty()) {
        return new Track(artist, title, "", seconds);
      }
    }
    return new Track("", name, "", seconds);
  }

  /// Without what would upset a receiver: control characters and excessive length.
  static String clean(String name) {
    String clean = CONTROLS.matcher(name).replaceAll(" ").strip();
    if (clean.length() <= LONGEST) {
      return clean;
    }
    int end = Character.isHighSurrogate(clean.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return clean.substring(0, end);
  }
}
