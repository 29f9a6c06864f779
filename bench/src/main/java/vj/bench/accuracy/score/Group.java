package vj.bench.accuracy.score;

import java.util.List;

/// Pieces that goals are set for.
enum Group {
  ALL,
  CLUB,
  MIDI,
  CHART,
  OFF_CLUB,
  NOISY,
  POLY;

  List<Scored> of(List<Scored> pieces) {
    return pieces.stream().filter(piece -> holds(piece.truth())).toList();
  }

  private boolean holds(Sheet truth) {
    return switch (this) {
      case ALL -> true;
      case CLUB -> category(truth, "club");
      case MIDI -> category(truth, "midi");
      case CHART -> category(truth, "chart");
      case OFF_CLUB -> !category(truth, "club");
      case NOISY -> style(truth, "noisy");
      case POLY -> style(truth, "poly");
    };
  }

  /// A piece and what it got.
  record Scored(Sheet truth, Marks marks) {

    static Marks mean(List<Scored> pieces) {
      return Marks.mean(pieces.stream().map(Scored::marks).toList());
    }
  }

  private static boolean category(Sheet truth, String category) {
    return truth.text("category").equals(category);
  }

  private static boolean style(Sheet truth, String style) {
    return category(truth, "pitch") && truth.text("style").equals(style);
  }
}
