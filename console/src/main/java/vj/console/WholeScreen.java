package vj.console;

import java.io.PrintWriter;
import java.util.List;

/// A terminal's other screen, filled from the top and drawn over in place: nothing flickers, and a
/// new size is simply the next frame's. Leaves the terminal as it was. One thread.
final class WholeScreen implements AutoCloseable {

  private static final String ENTER = "\u001b[?1049h\u001b[?25l";
  private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String NEXT_LINE = "\u001b[K\n";
  private static final String ERASE_BELOW = "\u001b[J";

  private final PrintWriter out;

  WholeScreen(PrintWriter out) {
    this.out = out;
  }

  void start() {
    out.print(ENTER);
  }

  /// As much as fits; the last line says how much does not. In one write: a terminal that shows
  /// half a frame flickers.
  void draw(List<String> lines, TerminalSize size) {
    int room = Math.max(1, size.rows() - 1);
    int shown = lines.size() <= room ? lines.size() : room - 1;
    StringBuilder frame = new StringBuilder(HOME);
    for (String line : lines.subList(0, shown)) {
      frame.append(LiveScreen.cut(line, size.columns() - 1)).append(NEXT_LINE);
    }
    if (shown < lines.size()) {
      frame.append("... ").append(lines.size() - shown).append(" more lines").append(NEXT_LINE);
    }
    out.print(frame.append(ERASE_BELOW));
    out.flush();
  }

  @Override
  public void close() {
    out.print(LEAVE);
    out.flush();
  }
}
