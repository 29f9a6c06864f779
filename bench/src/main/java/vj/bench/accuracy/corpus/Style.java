package vj.bench.accuracy.corpus;

import java.util.List;
import java.util.Map;

/// A kind of dance music: its tempo and what is usually played in it.
///
/// @param loose how far hits stray from the grid, seconds (one deviation)
record Style(
    String name,
    Span tempo,
    Span swing,
    double loose,
    Map<Drum, List<Pattern>> drums,
    List<Line> basses,
    List<Line> tunes) {

  record Span(double low, double high) {

    double drawn(Dice dice) {
      return dice.between(low, high);
    }
  }

  /// @param sound a name that [Patch#drawn] knows
  record Line(String sound, Pattern pattern) {}

  Style {
    drums = Map.copyOf(drums);
    basses = List.copyOf(basses);
    tunes = List.copyOf(tunes);
    if (drums.isEmpty() || basses.isEmpty() || tunes.isEmpty()) {
      throw new IllegalArgumentException(name + " needs drums, a bass and a tune");
    }
  }
}
