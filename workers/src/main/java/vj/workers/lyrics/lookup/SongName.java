package vj.workers.lyrics.lookup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vj.workers.lyrics.text.Folding;

/// Who sings what, in any state: as players name it, with guests, editions and video qualities, or
/// [#cleaned].
record SongName(String artist, String title) {

  private static final String DASH = " [-\u2013\u2014] ";

  private static final Pattern BRACKETS = Pattern.compile(" ?[(\\[]([^()\\[\\]]*)[)\\]]");

  /// What says how a recording was made, sold or filmed, and not which song it is. Remixes and live
  /// recordings have words and times of their own: those stay.
  private static final Pattern EDITION =
      pattern(
          "^(feat|ft|featuring|with|prod|from)\\b"
              + "|\\b(re-?master(ed)?|official|video|audio|lyrics?|visuali[sz]er|hd|hq|4k|mv|explicit|"
              + "clean|mono|stereo|bonus|deluxe|anniversary|edition|soundtrack)\\b|\\b(radio|single|album|original|extended|club|full|short|main)"
              + " (edit|mix|version|cut)\\b|^(edit|version)$");

  private static final Pattern GUESTS = pattern(" (feat\\.?|ft\\.?|featuring) .*$");

  private static final Pattern NEXT_ARTIST =
      pattern(" ?[,;] | & | (feat\\.?|ft\\.?|featuring|x|vs\\.?|with) | / ");

  private static Pattern pattern(String text) {
    return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /// The first artist, and the title without its edition, its guests and its artist.
  SongName cleaned() {
    SongName apart = apart();
    return new SongName(firstOf(apart.artist), withoutEdition(apart.title));
  }

  /// Files and videos are often titled `Artist - Title`.
  private SongName apart() {
    String[] parts = title.split(DASH, 2);
    if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
      return this;
    }
    boolean named = firstOf(parts[0]).equalsIgnoreCase(firstOf(artist));
    if (artist.isEmpty() || named) {
      return new SongName(parts[0].strip(), parts[1].strip());
    }
    return this;
  }

  private static String withoutEdition(String title) {
    String bare =
        BRACKETS
            .matcher(title)
            .replaceAll(found ->
                EDITION.matcher(found.group(1).strip()).find()
                    ? ""
                    : Matcher.quoteReplacement(found.group()));
    bare = GUESTS.matcher(bare).replaceFirst("");
    String[] parts = bare.split(DASH, 2);
    if (parts.length == 2 && EDITION.matcher(parts[1].strip()).find()) {
      bare = parts[0];
    }
    return bare.isBlank() ? title : bare.strip();
  }

  private static String firstOf(String artists) {
    String first = NEXT_ARTIST.split(artists, 2)[0].strip();
    return first.isEmpty() ? artists : first;
  }

  /// Whether both are called the same, once cleaned: not so a song and its remix.
  boolean hasTitleOf(SongName other) {
    return Folding.of(cleaned().title).equals(Folding.of(other.cleaned().title));
  }

  /// How alike the two are, once cleaned: the lesser of artists and titles, 0..1.
  double likeness(SongName other) {
    SongName ours = cleaned();
    SongName theirs = other.cleaned();
    double titles = Likeness.of(ours.title, theirs.title);
    return ours.artist.isEmpty()
        ? titles
        : Math.min(titles, Likeness.of(ours.artist, theirs.artist));
  }
}
