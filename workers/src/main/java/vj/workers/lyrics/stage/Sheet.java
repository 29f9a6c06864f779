package vj.workers.lyrics.stage;

import java.util.List;
import vj.workers.lyrics.text.LyricLine;
import vj.workers.lyrics.text.Word;

/// The words of one song, ready to be shown.
///
/// @param lines by time
/// @param refrain the lines that belong to the refrain, in order
/// @param keywords the lines that have keywords, in order
public record Sheet(List<LyricLine> lines, List<Cue> refrain, List<Cue> keywords) {

  public static final Sheet EMPTY = new Sheet(List.of(), List.of(), List.of());

  /// What is shown together with a line.
  ///
  /// @param line its index
  public record Cue(int line, String text) {}

  public Sheet {
    lines = List.copyOf(lines);
    refrain = List.copyOf(refrain);
    keywords = List.copyOf(keywords);
  }

  /// The same, `seconds` later, but nothing before the song begins.
  Sheet later(double seconds) {
    return seconds == 0
        ? this
        : new Sheet(lines.stream().map(line -> later(line, seconds)).toList(), refrain, keywords);
  }

  private static LyricLine later(LyricLine line, double seconds) {
    List<Word> words =
        line.words().stream()
            .map(word -> new Word(Math.max(0, word.seconds() + seconds), word.text()))
            .toList();
    return new LyricLine(Math.max(0, line.seconds() + seconds), line.text(), words);
  }

  double seconds(int line) {
    return lines.get(line).seconds();
  }

  /// The line that is sung at `position`: the last one that has begun; −1 before the first.
  int lineAt(double position) {
    int begun = 0; // as many have
    int end = lines.size();
    while (begun < end) {
      int middle = (begun + end) >>> 1;
      if (seconds(middle) <= position) {
        begun = middle + 1;
      } else {
        end = middle;
      }
    }
    return begun - 1;
  }

  /// Where in `cues` the one of `line` is; −1 if it has none.
  static int cueOf(List<Cue> cues, int line) {
    int low = 0;
    int high = cues.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int at = cues.get(middle).line();
      if (at == line) {
        return middle;
      }
      if (at < line) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
