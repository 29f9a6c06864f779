package vj.workers.lyrics.analysis;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vj.workers.lyrics.text.Language;

/// Judges a song by lists of words, in six languages, in milliseconds and without anybody's help.
/// Stateless.
final class Heuristics {

  /// A title says it on purpose.
  private static final int TITLE_WEIGHT = 3;

  /// Hits in a hundred words that make a category two thirds certain.
  private static final double STRONG = 2.0;

  /// Words alone are never certain.
  private static final double MOST_CERTAIN = 0.9;

  /// Short texts would be certain after one word.
  private static final int LEAST_WORDS = 60;

  /// Where no word says anything, nothing is claimed but this.
  private static final double UNKNOWN = 0.1;

  private static final double THEME_FROM = 0.3;

  private static final int LEAST_KEYWORD_CHARS = 4;

  private Heuristics() {}

  static Analysis analyse(SongText song) {
    List<String> title = Words.of(song.title());
    List<String> lyrics = Words.of(song.lyrics());
    Language language = Language.of(lyrics.isEmpty() ? title : lyrics);
    MoodWords list = MoodWords.of(language);
    Map<Category, Double> categories = categories(list, title, lyrics);
    MoodScale.Feel feel = MoodScale.feel(categories);
    return new Analysis(
        categories,
        themes(categories),
        keywords(language, lyrics),
        feel.energy(),
        feel.valence(),
        "",
        new Analysis.Origin.Heuristics());
  }

  private static Map<Category, Double> categories(
      MoodWords list, List<String> title, List<String> lyrics) {
    double hundreds = Math.max(LEAST_WORDS, lyrics.size() + TITLE_WEIGHT * title.size()) / 100.0;
    Map<Category, Double> categories = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      long hits = list.hits(category, lyrics) + TITLE_WEIGHT * list.hits(category, title);
      categories.put(category, MOST_CERTAIN * (1 - Math.exp(-hits / hundreds / STRONG)));
    }
    if (categories.values().stream().allMatch(degree -> degree == 0)) {
      categories.put(Category.CALM, UNKNOWN);
    }
    return categories;
  }

  private static List<String> themes(Map<Category, Double> categories) {
    return categories.entrySet().stream()
        .filter(entry -> entry.getValue() >= THEME_FROM)
        .sorted(Map.Entry.<Category, Double>comparingByValue().reversed())
        .limit(Analysis.MOST_THEMES)
        .map(entry -> entry.getKey().word())
        .toList();
  }

  /// What is said most often, in the order in which it comes.
  private static List<String> keywords(Language language, List<String> lyrics) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String word : lyrics) {
      if (word.length() >= LEAST_KEYWORD_CHARS
          && word.length() <= Analysis.MOST_KEYWORD_CHARS
          && !language.isStopWord(word)) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(Analysis.MOST_KEYWORDS)
        .map(Map.Entry::getKey)
        .toList();
  }
}
