package vj.console;

import java.util.ArrayList;
import java.util.List;

/// Text in lines that fit, broken between words. Stateless.
final class Folded {

  /// Narrower than this there is no use in folding.
  private static final int NARROWEST = 20;

  private Folded() {}

  /// A word that is longer than a line stays whole: it may be a path that is copied.
  ///
  /// @param text without colours
  /// @param width cells of each line
  /// @param indent of all lines but the first
  static List<String> lines(String text, int width, int indent) {
    if (text.length() <= width || width - indent < NARROWEST) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int least = lines.isEmpty() ? 0 : indent;
      int cut = rest.lastIndexOf(' ', width);
      if (cut <= least) {
        cut = rest.indexOf(' ', width);
        if (cut < 0) {
          break;
        }
      }
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = " ".repeat(indent) + rest.substring(cut).strip();
    }
    lines.add(rest);
    return lines;
  }
}
