package vj.workers.lyrics.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads LRC, the format of lines with times, as it is found in the wild. Never fails: what is not
/// understood is counted and left out. Time and memory are bounded for any text.
///
/// A line is `[mm:ss.xx]text`, with one stamp or more in front (see [Stamp]) and possibly some
/// within (see [StampedText]). Lines `[name:value]` are about the file; of those, `[offset:ms]`
/// moves all lines, sooner if positive. Where one says something twice the last counts.
public final class Lrc {

  /// Of files that are stamped word by word; what is beyond keeps the times of its lines.
  private static final int MOST_WORDS = 32_768;

  private static final int MOST_TAG_CODE_POINTS = 200;

  private static final Set<String> KNOWN_TAGS =
      Set.of("ti", "ar", "al", "au", "length", "by", "re", "ve", "la", "offset");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,30}");

  /// Up to a quarter of an hour: more is no correction.
  private static final Pattern OFFSET = Pattern.compile("([+-]?\\d{1,6})(?: ?ms)?");

  private final List<Line> lines = new ArrayList<>();
  private final Map<String, String> tags = new HashMap<>();
  private long offsetMillis;
  private int words;
  private int problems;
  private boolean truncated;

  private Lrc() {}

  /// As stamped.
  private record Line(long millis, String text, List<StampedText.Piece> pieces) {}

  public static LyricSheet parse(String text) {
    Lrc reading = new Lrc();
    String head = TextBounds.head(text);
    reading.truncated = head.length() < text.length();
    head.lines().forEach(reading::read);
    return reading.sheet();
  }

  private void read(String raw) {
    String line = TextBounds.cleaned(raw);
    if (line.startsWith("[:") || line.startsWith("[#")) {
      return; // a comment, as below
    }
    int at = 0;
    while (at < line.length() && line.charAt(at) == '[' && Stamp.at(line, at).isEmpty()) {
      int end = tagEnd(line, at);
      if (end < 0 || !readTag(line.substring(at + 1, end))) {
        problems++;
        return;
      }
      at = pastSpaces(line, end + 1);
    }
    if (at == line.length()) {
      return;
    }
    switch (line.charAt(at)) {
      case '[' -> readStamped(line, at);
      case '#', ':' -> {} // a comment
      default -> problems++;
    }
  }

  private static int pastSpaces(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  /// Index of the bracket that closes the one at `from`; where they do not match, of the last one;
  /// -1 if there is none.
  private static int tagEnd(String line, int from) {
    int open = 0;
    for (int i = from; i < line.length(); i++) {
      char each = line.charAt(i);
      if (each == '[') {
        open++;
      } else if (each == ']' && --open == 0) {
        return i;
      }
    }
    int last = line.lastIndexOf(']');
    return last > from ? last : -1;
  }

  /// @return false if this is no tag
  private boolean readTag(String tag) {
    int colon = tag.indexOf(':');
    String name = tag.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches()) {
      return false;
    }
    String value = tag.substring(colon + 1).strip();
    if (name.equals("offset")) {
      Matcher offset = OFFSET.matcher(value);
      if (!offset.matches()) {
        return false;
      }
      offsetMillis = Long.parseLong(offset.group(1));
    }
    if (KNOWN_TAGS.contains(name)) {
      tags.put(name, TextBounds.first(value, MOST_TAG_CODE_POINTS));
    }
    return true;
  }

  private void readStamped(String line, int from) {
    List<Long> occurrences = new ArrayList<>();
    int at = from;
    while (at < line.length() && line.charAt(at) == '[') {
      Optional<Stamp> stamp = Stamp.at(line, at);
      if (stamp.isEmpty()) {
        break;
      }
      occurrences.add(stamp.get().millis());
      at = pastSpaces(line, stamp.get().end());
    }
    StampedText text = StampedText.read(line.substring(at), occurrences.getFirst());
    truncated |= text.cut();
    long described = text.described(occurrences);
    for (long occurrence : occurrences) {
      if (lines.size() == TextBounds.MOST_LINES) {
        truncated = true;
        return;
      }
      lines.add(new Line(occurrence, text.text(), affordable(text.moved(described, occurrence))));
    }
  }

  private List<StampedText.Piece> affordable(List<StampedText.Piece> pieces) {
    if (words + pieces.size() > MOST_WORDS) {
      truncated = true;
      return List.of();
    }
    words += pieces.size();
    return pieces;
  }

  private LyricSheet sheet() {
    lines.sort(Comparator.comparingLong(Line::millis));
    List<LyricLine> onTheClock = new ArrayList<>(lines.size());
    for (Line line : lines) {
      List<Word> wordsOfLine =
          line.pieces().stream()
              .map(each -> new Word(seconds(each.millis()), each.text()))
              .toList();
      onTheClock.add(new LyricLine(seconds(line.millis()), line.text(), wordsOfLine));
    }
    return new LyricSheet(onTheClock, tags, problems, truncated);
  }

  private double seconds(long millis) {
    return Math.max(0, millis - offsetMillis) / 1000.0;
  }
}
