package vj.console;

import java.util.ArrayList;
import java.util.List;

/// Rows of text, aligned when they are printed. Colours have no width. One thread.
final class Columns {

  private static final int GAP = 3;

  private final int gap;
  private final List<List<String>> rows = new ArrayList<>();

  Columns() {
    this(GAP);
  }

  /// @param gap cells between two columns
  Columns(int gap) {
    this.gap = gap;
  }

  void row(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  List<String> lines() {
    int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(row.get(i));
      if (i + 1 < row.size()) {
        line.repeat(' ', widths[i] - width(row.get(i)) + gap);
      }
    }
    return line.toString().stripTrailing();
  }

  /// Characters that take a cell: those outside escape sequences.
  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      if (text.charAt(i) == '\u001b') {
        i = Math.max(i, text.indexOf('m', i));
      } else {
        width++;
      }
    }
    return width;
  }
}
