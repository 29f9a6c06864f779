package vj.workers.lyrics.stage;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a song feels.
///
/// @param primary one word; empty while unknown
/// @param categories 0..1 each, by the name in their address
/// @param energy 0..1
/// @param valence −1 (sad) to 1 (glad)
public record Mood(
    String primary,
    Map<String, Double> categories,
    double energy,
    double valence,
    List<String> themes) {

  /// As many categories are sent, the highest ones.
  private static final int MOST_SENT = 10;

  public static final Mood UNKNOWN = new Mood("", Map.of(), 0, 0, List.of());

  public Mood {
    categories = Map.copyOf(categories);
    themes = List.copyOf(themes);
  }

  /// The categories that are sent, the highest first; of equal ones the first in the alphabet.
  Map<String, Double> highest() {
    Map<String, Double> highest = new LinkedHashMap<>();
    categories.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_SENT)
        .forEach(entry -> highest.put(entry.getKey(), entry.getValue()));
    return highest;
  }
}
