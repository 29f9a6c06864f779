package vj.workers.lyrics.analysis;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a song is about and how it feels. Immutable.
///
/// @param categories a degree of 0 to 1 for each [Category]
/// @param themes what it is about, at most 3 of at most 60 characters
/// @param keywords words that stand for it, at most 10
/// @param energy 0 (lullaby) to 1 (rave)
/// @param valence -1 (despair) to 1 (joy)
/// @param imagePrompt a picture to it in words, at most 500 characters; empty if nobody had one
/// @param origin who says all this
public record Analysis(
    Map<Category, Double> categories,
    List<String> themes,
    List<String> keywords,
    double energy,
    double valence,
    String imagePrompt,
    Origin origin) {

  static final int MOST_THEMES = 3;
  static final int MOST_THEME_CHARS = 60;
  static final int MOST_KEYWORDS = 10;
  static final int MOST_KEYWORD_CHARS = 40;
  static final int MOST_PROMPT_CHARS = 500;

  /// Who has judged a song.
  public sealed interface Origin {

    /// @param name as the server calls it: `llama3.2`
    record Model(String name) implements Origin {}

    /// Lists of words, of our own.
    record Heuristics() implements Origin {}
  }

  public Analysis {
    Map<Category, Double> copy = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      Double degree = categories.get(category);
      within(category.word(), degree == null ? Double.NaN : degree, 0);
      copy.put(category, degree);
    }
    categories = Collections.unmodifiableMap(copy);
    themes = List.copyOf(themes);
    keywords = List.copyOf(keywords);
    within("energy", energy, 0);
    within("valence", valence, -1);
    bounded("themes", themes.size(), MOST_THEMES);
    bounded("keywords", keywords.size(), MOST_KEYWORDS);
    themes.forEach(theme -> bounded("a theme", theme.length(), MOST_THEME_CHARS));
    keywords.forEach(word -> bounded("a keyword", word.length(), MOST_KEYWORD_CHARS));
    bounded("the image prompt", imagePrompt.length(), MOST_PROMPT_CHARS);
  }

  private static void within(String name, double value, double least) {
    if (!(value >= least && value <= 1)) { // NaN too
      throw new IllegalArgumentException(name + " is " + value);
    }
  }

  private static void bounded(String name, int size, int most) {
    if (size > most) {
      throw new IllegalArgumentException("%s: %d, limit %d".formatted(name, size, most));
    }
  }

  public double degree(Category category) {
    return Objects.requireNonNull(categories.get(category)); // all are there
  }

  /// The category that fits best.
  public Category mood() {
    return Collections.max(
            categories.entrySet(),
            Map.Entry.<Category, Double>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .getKey();
  }

  /// As JSON has it, and as [AnalysisReader] reads it.
  public Map<String, Object> fields() {
    Map<String, Object> degrees = new LinkedHashMap<>();
    categories.forEach((category, degree) -> degrees.put(category.word(), degree));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("categories", degrees);
    fields.put("themes", themes);
    fields.put("keywords", keywords);
    fields.put("energy", energy);
    fields.put("valence", valence);
    fields.put("image_prompt", imagePrompt);
    return fields;
  }

  Analysis withImagePrompt(String prompt) {
    return new Analysis(categories, themes, keywords, energy, valence, prompt, origin);
  }
}
