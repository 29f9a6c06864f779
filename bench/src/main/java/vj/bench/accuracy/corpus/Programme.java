package vj.bench.accuracy.corpus;

import java.util.ArrayList;
import java.util.List;

/// Which pieces are made.
final class Programme {

  /// As long as the pieces that others measure with.
  private static final double MEASURED_SECONDS = 88;

  private static final String MEASURED = "m";
  private static final String LEARNED = "l";

  /// Dealt out in turn; a third of what is learned from is as it left the studio.
  private static final List<Condition> DEALT =
      List.of(
          Condition.CLEAN,
          Condition.NOISE,
          Condition.QUIET,
          Condition.ROOM,
          Condition.CLEAN,
          Condition.DJCUT,
          Condition.LOWPASS,
          Condition.RAMP,
          Condition.CLEAN,
          Condition.TEMPOSTEP,
          Condition.CLEAN,
          Condition.CLIPPED,
          Condition.DROPOUT,
          Condition.CLEAN,
          Condition.HUM);

  private Programme() {}

  /// The measuring set: every style once, every condition at least once, 24 pieces.
  static List<Piece> measuring() {
    return List.of(
        measured("house", Condition.CLEAN),
        measured("techno", Condition.CLEAN),
        measured("trance", Condition.CLEAN),
        measured("psy", Condition.QUIET),
        measured("minimal", Condition.NOISE),
        measured("dnb", Condition.CLEAN),
        measured("jungle", Condition.ROOM),
        measured("dubstep", Condition.CLEAN),
        measured("trap", Condition.LOWPASS),
        measured("hiphop", Condition.NOISE),
        measured("breaks", Condition.TEMPOSTEP),
        measured("ukg", Condition.CLEAN),
        measured("disco", Condition.RAMP),
        measured("reggaeton", Condition.QUIET),
        measured("hardstyle", Condition.CLIPPED),
        measured("synthwave", Condition.DROPOUT),
        measured("afro", Condition.ROOM),
        measured("downtempo", Condition.HUM),
        measured("trance", Condition.DJCUT),
        measured("house", Condition.RAMP),
        measured("breaks", Condition.NOISE),
        measured("jungle", Condition.QUIET),
        measured("afro", Condition.DROPOUT),
        measured("minimal", Condition.LOWPASS));
  }

  private static Piece measured(String style, Condition condition) {
    return new Piece("club", style, condition, MEASURED + "1", MEASURED_SECONDS);
  }

  /// Pieces to learn from, none of which is measured with; the first of a longer programme are the
  /// shorter one.
  static List<Piece> learning(List<Style> styles, int pieces) {
    List<Piece> learning = new ArrayList<>();
    for (int i = 0; i < pieces; i++) {
      Style style = styles.get(i % styles.size());
      // A round of styles begins one condition later than the last, so that all pairs come.
      Condition condition = DEALT.get((i + i / styles.size()) % DEALT.size());
      String variant = LEARNED + i;
      double seconds = Dice.named("length " + variant).between(60, 90);
      learning.add(new Piece("club", style.name(), condition, variant, seconds));
    }
    return learning;
  }
}
