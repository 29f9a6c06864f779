package vj.workers.lyrics;

import java.util.HashMap;
import java.util.Map;
import vj.workers.lyrics.analysis.Analysis;
import vj.workers.lyrics.stage.Mood;

/// From a judgement to what is sent of it.
final class Moods {

  private Moods() {}

  static Mood of(Analysis analysis) {
    Map<String, Double> degrees = new HashMap<>();
    analysis.categories().forEach((category, degree) -> degrees.put(category.word(), degree));
    return new Mood(
        analysis.mood().word(), degrees, analysis.energy(), analysis.valence(), analysis.themes());
  }
}
