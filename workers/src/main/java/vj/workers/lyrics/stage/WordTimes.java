package vj.workers.lyrics.stage;

import java.util.ArrayList;
import java.util.List;
import vj.workers.lyrics.text.LyricLine;
import vj.workers.lyrics.text.Word;

/// When each word of a line is sung: as its writer stamped it, or else estimated. An estimate
/// spreads the words over the time until the next line, longer ones longer, but gives none more
/// time than singers commonly take.
final class WordTimes {

  /// Seconds for a word on average; lines before an instrumental break would crawl without.
  private static final double LONGEST_WORD = 0.6;

  private WordTimes() {}

  /// @param line its index in `sheet`
  static List<Word> of(Sheet sheet, int line) {
    LyricLine written = sheet.lines().get(line);
    if (!written.words().isEmpty()) {
      return written.words();
    }
    boolean last = line + 1 == sheet.lines().size();
    double room = last ? Double.MAX_VALUE : sheet.seconds(line + 1) - written.seconds();
    return spread(written, room);
  }

  private static List<Word> spread(LyricLine line, double room) {
    List<String> texts =
        line.text().isBlank() ? List.of() : List.of(line.text().strip().split("\\s+"));
    double lengths = texts.stream().mapToDouble(WordTimes::length).sum();
    double each = Math.min(room, LONGEST_WORD * texts.size()) / lengths;
    List<Word> words = new ArrayList<>(texts.size());
    double at = line.seconds();
    for (String text : texts) {
      words.add(new Word(at, text));
      at += length(text) * each;
    }
    return words;
  }

  /// Relative; the one more is for the breath between two words.
  private static double length(String word) {
    return word.codePointCount(0, word.length()) + 1.0;
  }
}
