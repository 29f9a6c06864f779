package vj.workers.lyrics.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import vj.workers.http.OneLine;

/// Makes an [Analysis] of what a model wrote: tolerant in form, because small models are careless,
/// and strict in sense, because what is shown should have been meant. Stateless.
///
/// Numbers may be text, on a scale to 1, 10 or 100; what is unknown is passed over, what is missing
/// is 0 or follows from the rest; lists may be text with commas; texts are cut to their length.
final class AnalysisReader {

  private AnalysisReader() {}

  /// @param json as [vj.bus.control.Json] has it
  /// @throws NotAnAnalysisException if there is no object, or no category that fits at all
  static Analysis read(@Nullable Object json, Analysis.Origin origin)
      throws NotAnAnalysisException {
    if (!(json instanceof Map<?, ?> answer)) {
      throw new NotAnAnalysisException("the answer is not an object");
    }
    Map<Category, Double> categories = categories(answer);
    MoodScale.Feel feel = MoodScale.feel(categories);
    return new Analysis(
        categories,
        texts(answer.get("themes"), Analysis.MOST_THEMES, Analysis.MOST_THEME_CHARS),
        texts(answer.get("keywords"), Analysis.MOST_KEYWORDS, Analysis.MOST_KEYWORD_CHARS),
        ranged(answer.get("energy"), 0).orElse(feel.energy()),
        ranged(answer.get("valence"), -1).orElse(feel.valence()),
        OneLine.of(text(answer.get("image_prompt")), Analysis.MOST_PROMPT_CHARS),
        origin);
  }

  private static Map<Category, Double> categories(Map<?, ?> answer) throws NotAnAnalysisException {
    // small models now and then leave out the object around them
    Map<?, ?> degrees = answer.get("categories") instanceof Map<?, ?> inner ? inner : answer;
    Map<Category, Double> given = new EnumMap<>(Category.class);
    degrees.forEach((name, value) ->
        Category.of(String.valueOf(name))
            .ifPresent(
                category -> Numbers.of(value).ifPresent(number -> given.put(category, number))));
    double most = given.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double least = given.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
    if (most <= 0) {
      throw new NotAnAnalysisException("no category has a degree above 0");
    }
    if (least < 0 || most > 100) {
      throw new NotAnAnalysisException(
          "categories from %s to %s are on no scale".formatted(least, most));
    }
    double scale = Numbers.scale(most);
    Map<Category, Double> categories = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      categories.put(category, Math.min(1, given.getOrDefault(category, 0.0) / scale));
    }
    return categories;
  }

  /// Absent too when it is on no scale: the song's categories say it then.
  private static Optional<Double> ranged(@Nullable Object value, double least) {
    return Numbers.of(value)
        .filter(number -> Math.abs(number) <= 100)
        .map(number -> Math.clamp(number / Numbers.scale(Math.abs(number)), -1.0, 1.0))
        .filter(number -> number >= least);
  }

  private static List<String> texts(@Nullable Object value, int most, int mostChars) {
    List<?> elements =
        switch (value) {
          case List<?> list -> list;
          case String text -> List.of(text.split("[,;\n]", most + 1));
          case null, default -> List.of();
        };
    SequencedSet<String> texts = new LinkedHashSet<>();
    for (Object element : elements) {
      String text = OneLine.of(text(element), mostChars);
      if (!text.isEmpty() && texts.size() < most) {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }

  /// Some models make an object of the picture, with its colours and its light.
  private static String text(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case Map<?, ?> parts -> joined(parts.values());
      case List<?> parts -> joined(parts);
      case null, default -> "";
    };
  }

  private static String joined(Iterable<?> parts) {
    List<String> texts = new ArrayList<>();
    parts.forEach(part -> {
      String text = text(part);
      if (!text.isBlank()) {
        texts.add(text.strip());
      }
    });
    return String.join(", ", texts);
  }
}
