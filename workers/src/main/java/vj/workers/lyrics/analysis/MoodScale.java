package vj.workers.lyrics.analysis;

import java.util.Map;

/// What follows from the categories when nobody has said it.
final class MoodScale {

  /// How much an average song counts for beside what the categories say.
  private static final double PRIOR = 0.3;

  private static final double MIDDLE_ENERGY = 0.5;

  private MoodScale() {}

  /// @param energy 0 to 1
  /// @param valence -1 to 1
  record Feel(double energy, double valence) {}

  static Feel feel(Map<Category, Double> categories) {
    double weight = PRIOR;
    double energy = PRIOR * MIDDLE_ENERGY;
    double valence = 0;
    for (Map.Entry<Category, Double> entry : categories.entrySet()) {
      weight += entry.getValue();
      energy += entry.getValue() * entry.getKey().energy();
      valence += entry.getValue() * entry.getKey().valence();
    }
    return new Feel(energy / weight, valence / weight);
  }
}
