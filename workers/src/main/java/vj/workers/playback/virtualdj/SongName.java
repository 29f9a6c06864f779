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

  /// Without control characters and byte order marks, which files have in odd places.
  static String clean(String name) {
    return CONTROLS.matcher(name).replaceAll(" ").strip();
  }
}
