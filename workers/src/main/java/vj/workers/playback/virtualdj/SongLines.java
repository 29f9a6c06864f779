package vj.workers.playback.virtualdj;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of `now_playing.txt` and `tracklist.txt`: one `Artist - Title`, or a list with the
/// newest song last, its lines beginning with the time (`21:39 : Artist - Title`).
///
/// In a list with times, lines without one are not songs. What is above a line of dashes is a
/// heading.
final class SongLines {

  private static final Pattern TIMED =
      Pattern.compile("(\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AaPp][Mm])?)\\s+:\\s+(\\S.*)");

  private static final Pattern RULE = Pattern.compile("[-=_*\u2013\u2014]{3,}");

  private SongLines() {}

  static Content read(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return new Content(newest(lines), Content.endsWithLine(text));
  }

  private static Optional<Entry> newest(List<String> lines) {
    for (String line : lines.reversed()) {
      Matcher timed = TIMED.matcher(line);
      if (timed.matches()) {
        return Optional.of(
            new Entry(SongName.track(timed.group(2), 0), timed.group(1), Optional.empty()));
      }
    }
    return lines.isEmpty() || isRule(lines.getLast())
        ? Optional.empty()
        : Optional.of(Entry.of(SongName.track(lines.getLast(), 0)));
  }

  private static boolean isRule(String line) {
    return RULE.matcher(line).matches();
  }
}
