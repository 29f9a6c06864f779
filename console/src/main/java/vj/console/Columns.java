package vj.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Rows of text, aligned when they are printed. Colours have no width. One thread.
final class Columns {

  private static final int GAP = 3;

  private final int gap;
  private final Set<Integer> right;
  private final List<List<String>> rows = new ArrayList<>();

  Columns() {
    this(GAP, Set.of());
  }

  /// @param gap cells between two columns
  /// @param right the columns that end where their widest cell ends: numbers
  Columns(int gap, Set<Integer> right) {
    this.gap = gap;
    this.right = Set.copyOf(right);
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
      String cell = row.get(i);
      int padding = widths[i] - width(cell);
      line.repeat(' ', i > 0 ? gap : 0);
      line.repeat(' ', right.contains(i) ? padding : 0);
      line.append(cell);
      line.repeat(' ', right.contains(i) ? 0 : padding);
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
