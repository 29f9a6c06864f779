package vj.bench.accuracy.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is known of a piece, as its truth file says it.
///
/// @param duration seconds
/// @param rhythm empty lists where nothing is known
/// @param onsets seconds, ascending
record NotatedTruth(Origin origin, double duration, Rhythm rhythm, List<Double> onsets) {

  private static final String PLAIN = "[\\w .,:/+'()&!#-]*";

  /// Where a piece comes from. Plain text, so that it stands in JSON as it is.
  ///
  /// @param group what shares a group is not to be split between learning and measuring
  /// @param trust `notated`, `chart` or `none`
  record Origin(
      String id,
      String category,
      String style,
      String condition,
      String group,
      String source,
      String trust) {

    Origin {
      for (String text : List.of(id, category, style, condition, group, source, trust)) {
        if (!text.matches(PLAIN)) {
          throw new IllegalArgumentException("not plain text: " + text);
        }
      }
    }

    Origin withCondition(String other) {
      return new Origin(id, category, style, other, group, source, trust);
    }
  }

  /// @param beats seconds, ascending
  /// @param downbeats those of them that begin a bar
  /// @param curve second and BPM by turns: from then on, this tempo
  record Rhythm(List<Double> beats, List<Double> downbeats, List<Double> curve, String meter) {

    static final Rhythm UNKNOWN = new Rhythm(List.of(), List.of(), List.of(), "");

    /// BPM; NaN with fewer than two beats.
    double bpm() {
      return TruthFilter.medianBpm(beats.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /// In order, without what follows another one too closely to be heard as a second onset.
  static List<Double> merged(List<Double> times) {
    List<Double> merged = new ArrayList<>();
    for (double t : times.stream().sorted().toList()) {
      if (merged.isEmpty() || t - merged.getLast() >= ONE_ONSET) {
        merged.add(t);
      }
    }
    return merged;
  }

  /// Seconds within which several notes are heard as one.
  private static final double ONE_ONSET = 0.03;

  String json() {
    return """
    {"id": "%s", "category": "%s", "style": "%s", "condition": "%s", "group": "%s", "source": "%s",
    "trust": "%s", "split": "dev", "sr": %d, "duration": %s, "meter": "%s", "bpm": %s,
    "bpm_curve": %s,
    "beats": %s,
    "downbeats": %s,
    "onsets": %s,
    "sections": [], "buildups": [], "drops": [], "f0": [], "ignore": []}
    """
        .formatted(
            origin.id,
            origin.category,
            origin.style,
            origin.condition,
            origin.group,
            origin.source,
            origin.trust,
            Sound.RATE,
            number(duration),
            rhythm.meter,
            Double.isNaN(rhythm.bpm()) ? "null" : number(rhythm.bpm()),
            pairs(rhythm.curve),
            list(rhythm.beats),
            list(rhythm.downbeats),
            list(onsets));
  }

  private static String pairs(List<Double> flat) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < flat.size(); i += 2) {
      pairs.add(list(flat.subList(i, i + 2)));
    }
    return pairs.toString();
  }

  private static String list(List<Double> numbers) {
    return numbers.stream().map(NotatedTruth::number).toList().toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
