package vj.workers.lyrics.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a song can be, each to a degree of 0 to 1. The wire has the names in lower case.
public enum Category {
  DARK(0.45, -0.6),
  HAPPY(0.7, 1.0),
  SAD(0.25, -0.8),
  ENERGETIC(1.0, 0.3),
  CALM(0.1, 0.3),
  LOVE(0.5, 0.6),
  DEATH(0.4, -0.8),
  ROMANTIC(0.4, 0.6),
  AGGRESSIVE(0.95, -0.5),
  PEACEFUL(0.1, 0.5),
  NOSTALGIC(0.3, -0.1),
  UPLIFTING(0.75, 0.9);

  private static final List<Category> ALL = List.of(values());

  private final double energy;
  private final double valence;

  Category(double energy, double valence) {
    this.energy = energy;
    this.valence = valence;
  }

  /// As messages and models have it: `dark`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The energy of a song that is this and nothing else, 0 to 1.
  double energy() {
    return energy;
  }

  /// How good such a song feels, -1 to 1.
  double valence() {
    return valence;
  }

  static Optional<Category> of(String word) {
    String wanted = word.strip().toUpperCase(Locale.ROOT);
    return ALL.stream().filter(category -> category.name().equals(wanted)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Category::word).toList();
  }
}
