package vj.workers.lyrics;

import java.util.HashMap;
import java.util.Map;
import vj.workers.lyrics.analysis.Analysis;
import vj.workers.lyrics.stage.Mood;

/// From a judgement to what is sent of it.
final class Moods {

  private Moods() {}

  /// @param categories whether they are wanted
  static Mood of(Analysis analysis, boolean categories) {
    Map<String, Double> degrees = new HashMap<>();
    if (categories) {
      analysis.categories().forEach((category, degree) -> degrees.put(category.word(), degree));
    }
    String primary = categories ? analysis.mood().word() : "";
    return new Mood(primary, degrees, analysis.energy(), analysis.valence(), analysis.themes());
  }
}
