package vj.bench.accuracy.corpus;

/// One piece of a corpus: its name says everything about it.
///
/// @param category `club` or `pitch`
/// @param variant tells pieces of the same style and condition apart
/// @param seconds how long it shall be, at most
record Piece(String category, String style, Condition condition, String variant, double seconds) {

  String id() {
    return category + "-" + group();
  }

  String group() {
    return style + "-" + condition.label() + "-" + variant;
  }
}
