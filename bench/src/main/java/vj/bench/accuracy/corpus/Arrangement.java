package vj.bench.accuracy.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The form of a track: sections of whole bars, in phrases of 2, 4, 8 or 16.
record Arrangement(List<Section> sections) {

  enum Part {
    INTRO,
    GROOVE,
    BREAK,
    BUILD,
    DROP,
    OUTRO;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param from its first bar
  /// @param to the first bar that is no longer in it
  record Section(Part part, int from, int to) {

    int bars() {
      return to - from;
    }

    /// How much of it is over when `bar` begins, 0 ≤ x < 1.
    double progress(int bar) {
      return (double) (bar - from) / bars();
    }
  }

  private static final int LONG_TRACK_BARS = 44;

  /// A build-up is shown off, then the drop comes, or it does not (`b` followed by `-`). A return
  /// of the groove that no build-up announces is no drop.
  private static final List<String> FORMS =
      List.of(
          "i g - b d - b d o",
          "i g - b d g - b d o",
          "i g b d - b d o",
          "i g - b - b d o",
          "i g b g - b d o",
          "g - g - b d g o",
          "d - b d g o",
          "i g - g b d o",
          "- b d - g b d o",
          "i g g - g o");

  private static final List<String> AFTER_A_CUT =
      List.of("g - b d o", "d g - b d o", "g b d - b d o", "g b d o");

  Arrangement {
    sections = List.copyOf(sections);
  }

  /// What a long track goes on with.
  private static final String[] MORE = {"-", "b", "d", "g"};

  static Arrangement drawn(int bars, boolean afterCut, Dice dice) {
    String[] form = dice.of(afterCut ? AFTER_A_CUT : FORMS).split(" ", -1);
    int unit = bars >= LONG_TRACK_BARS ? 8 : 4;
    List<Section> sections = new ArrayList<>();
    int bar = 0;
    for (int i = 0; bar < bars; i++) {
      int left = bars - bar;
      boolean more = i >= form.length - 1 && left > 2 * unit;
      Part part = part(more ? MORE[i % MORE.length] : i < form.length ? form[i] : "o");
      int length = i == 0 ? unit / 2 : length(part, unit, dice);
      if (part == Part.BUILD && left < length + 2) {
        part = Part.OUTRO;
      }
      if (part == Part.OUTRO || left - length < 2) {
        length = left;
      }
      sections.add(new Section(part, bar, bar + length));
      bar += length;
    }
    return new Arrangement(sections);
  }

  private static Part part(String letter) {
    return switch (letter) {
      case "i" -> Part.INTRO;
      case "g" -> Part.GROOVE;
      case "-" -> Part.BREAK;
      case "b" -> Part.BUILD;
      case "d" -> Part.DROP;
      case "o" -> Part.OUTRO;
      default -> throw new IllegalArgumentException("no part of a form: " + letter);
    };
  }

  private static int length(Part part, int unit, Dice dice) {
    return switch (part) {
      case INTRO -> dice.among(unit / 2, unit / 2, unit);
      case GROOVE, DROP -> dice.among(unit, unit, unit, 2 * unit);
      case BREAK -> dice.among(unit / 2, unit);
      case BUILD -> dice.among(unit / 2, unit, unit);
      case OUTRO -> unit;
    };
  }

  /// Whether the section at `index` is a build-up whose promise is kept by the next one.
  boolean drops(int index) {
    return index > 0
        && sections.get(index).part() == Part.DROP
        && sections.get(index - 1).part() == Part.BUILD;
  }
}
