package vj.workers.lyrics.text;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The words of a song that say something: not among the most frequent ones of its language, and no
/// interjections. Words are what Unicode calls so; text without spaces between words is divided
/// where the script changes.
public final class Keywords {

  private static final int MOST_PER_LINE = 3;

  /// Beyond this it is text without spaces, not a word.
  private static final int MOST_CODE_POINTS = 24;

  private final Language language;

  /// How many lines of the song have the word.
  private final Map<String, Integer> lines;

  private Keywords(Language language, Map<String, Integer> lines) {
    this.language = language;
    this.lines = lines;
  }

  /// @param texts of all lines: they tell the language, and how rare a word is
  public static Keywords ofSong(List<String> texts) {
    List<String> words = texts.stream().flatMap(text -> words(text).stream()).toList();
    Language language = Language.of(words);
    Map<String, Integer> lines = new HashMap<>();
    for (String text : texts) {
      candidates(text, language).forEach(word -> lines.merge(word, 1, Integer::sum));
    }
    return new Keywords(language, lines);
  }

  public Language language() {
    return language;
  }

  /// Up to three words in upper case and in the order of the line: those that the fewest lines of
  /// the song have, the longer first.
  public List<String> of(String text) {
    List<String> candidates = List.copyOf(candidates(text, language));
    Set<String> chosen =
        new LinkedHashSet<>(
            candidates.stream()
                .sorted(
                    Comparator.<String>comparingInt(word -> lines.getOrDefault(word, 1))
                        .thenComparing(Comparator.comparingInt(Keywords::length).reversed()))
                .limit(MOST_PER_LINE)
                .toList());
    return candidates.stream()
        .filter(chosen::contains)
        .map(word -> word.toUpperCase(Locale.ROOT))
        .toList();
  }

  /// In the order of the text, each once.
  private static Set<String> candidates(String text, Language language) {
    Set<String> candidates = new LinkedHashSet<>();
    for (String word : words(text)) {
      String bare = language.withoutElision(word);
      if (!language.isStopWord(word) && !language.isStopWord(bare) && says(bare)) {
        candidates.add(bare);
      }
    }
    return candidates;
  }

  private static boolean says(String word) {
    int length = length(word);
    return length >= shortest(word)
        && length <= MOST_CODE_POINTS
        && !Interjections.areAllOf(Folding.of(word));
  }

  /// In letters: where one writes a syllable or a word, fewer make a word.
  private static int shortest(String word) {
    return switch (Character.UnicodeScript.of(word.codePointAt(0))) {
      case HAN -> 1;
      case HANGUL -> 2;
      default -> 3;
    };
  }

  private static int length(String word) {
    return word.codePointCount(0, word.length());
  }

  /// All words of `text` in lower case, with the apostrophes within them straightened.
  private static List<String> words(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFC).replace('’', '\'').toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getWordInstance(Locale.ROOT);
    breaks.setText(plain);
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      String word = plain.substring(from, to);
      if (word.codePoints().anyMatch(Character::isLetter)) {
        words.add(word);
      }
      from = to;
    }
    return words;
  }
}
