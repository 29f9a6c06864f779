package vj.console;

import java.util.List;
import java.util.Locale;

/// Draws the song as text. Stateless.
record SongPanel(Paint paint) {

  /// Always as many lines, so that the panel does not jump when a song begins.
  List<String> lines(Song song) {
    return List.of(
        label("now") + (song.known() ? now(song) : paint.dim("nothing plays")),
        label("words") + words(song),
        label("next") + paint.dim(SafeText.of(song.next())),
        label("mood") + SafeText.of(song.mood()) + paint.dim("  " + SafeText.of(song.keywords())));
  }

  /// All of it on one line, for a log; empty while nothing plays.
  String line(Song song) {
    if (!song.known()) {
      return "";
    }
    return song.line().isEmpty()
        ? "  %s".formatted(name(song))
        : "  %s: %s".formatted(name(song), SafeText.of(song.line()));
  }

  private String now(Song song) {
    return paint.strong(name(song))
        + "  "
        + clock(song.position())
        + (song.duration() > 0 ? " / " + clock(song.duration()) : "")
        + (song.playing() ? "" : paint.warning("  paused"))
        + paint.dim("  " + SafeText.of(song.source()));
  }

  private static String name(Song song) {
    return SafeText.of(
        song.artist().isEmpty() ? song.title() : song.artist() + " - " + song.title());
  }

  private String words(Song song) {
    String line = SafeText.of(song.line());
    return song.refrain() ? paint.good(line) : line;
  }

  private static String clock(double seconds) {
    long whole = (long) seconds;
    return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }

  private String label(String text) {
    return paint.dim(String.format(Locale.ROOT, "%-11s", text));
  }
}
