package vj.workers.lyrics;

import java.util.Locale;

/// What is done for a song, in this order; but categories and analysis are one question.
enum Step {
  DETECT,
  LOOKUP,
  PARSE,
  REFRAIN,
  KEYWORDS,
  CATEGORISE,
  ANALYSE,
  IMAGE,
  SEND;

  /// As in `get_state`.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
