package vj.bench.accuracy.score;

/// Scores one piece in all measures for which the truth has an answer and the prediction too.
final class PieceScore {

  /// With fewer beats there is nothing to follow.
  private static final int BEATS = 10;

  /// Which times count: as the worker meant them, or when it would have sent them.
  enum Use {
    REPORTED,
    EMIT
  }

  private final Sheet truth;
  private final Use use;

  PieceScore(Sheet truth, Use use) {
    this.truth = truth;
    this.use = use;
  }

  Marks of(Sheet found) {
    Marks marks = new Marks();
    boolean pitch = truth.text("category").equals("pitch");
    if (truth.times("beats").length > BEATS) {
      BeatScore beats = new BeatScore(truth);
      if (says(found, "beats")) {
        beats.beats(times(found, "beats"), marks);
      }
      if (found.has("downbeats") && truth.times("downbeats").length > 0) {
        beats.downbeats(found.times("downbeats"), marks);
      }
      new TempoScore(truth).score(found, marks);
    }
    if (!pitch && says(found, "onsets") && truth.times("onsets").length > 0) {
      OnsetScore.score(truth, times(found, "onsets"), marks);
    }
    if (found.has("f0") && truth.pairs("f0").length > 0) {
      PitchScore.score(truth, found, marks);
    }
    if (!pitch) {
      StructureScore.score(truth, found, marks);
    }
    if (found.has("cpu_s")) {
      marks.put(Measure.CPU, found.number("cpu_s") / truth.number("duration"));
    }
    return marks;
  }

  private static boolean says(Sheet found, String key) {
    return found.has(key) || found.has(key + "_emit");
  }

  private double[] times(Sheet found, String key) {
    String sent = key + "_emit";
    boolean useSent = found.has(sent) && (use == Use.EMIT || !found.has(key));
    return found.times(useSent ? sent : key);
  }
}
