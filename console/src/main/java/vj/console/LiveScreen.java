package vj.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A panel at the bottom of the terminal that is drawn over itself, with lines scrolling away above
/// it. Leaves the terminal as it was. One thread.
final class LiveScreen implements AutoCloseable {

  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final String ERASE_LINE_END = "\u001b[K";
  private static final String ERASE_BELOW = "\u001b[J";

  /// A terminal that was made smaller is noticed this late.
  private static final long SIZE_AGE_NANOS = Duration.ofSeconds(2).toNanos();

  private final PrintWriter out;
  private final StringBuilder frame = new StringBuilder();
  private int drawn;
  private TerminalSize size = TerminalSize.USUAL;
  private long sizeNanos;

  LiveScreen(PrintWriter out) {
    this.out = out;
  }

  void start() {
    measure();
    out.print(HIDE_CURSOR);
  }

  /// Puts a line above the panel, whole.
  void say(String line) {
    erase();
    frame.append(line).append('\n');
    flush();
  }

  /// Draws the panel anew, as much of it as fits.
  void draw(List<String> lines) {
    if (System.nanoTime() - sizeNanos > SIZE_AGE_NANOS) {
      measure();
    }
    up();
    List<String> shown = fitting(lines, size.rows() - 1);
    for (String line : shown) {
      frame.append(cut(line, size.columns() - 1)).append(ERASE_LINE_END).append('\n');
    }
    frame.append(ERASE_BELOW);
    drawn = shown.size();
    flush();
  }

  /// Of too many lines the empty ones go first, from the top, and then the last.
  static List<String> fitting(List<String> lines, int most) {
    List<String> kept = new ArrayList<>(lines);
    while (kept.size() > most && kept.remove("")) {}
    return kept.subList(0, Math.min(most, kept.size()));
  }

  private void erase() {
    up();
    frame.append(ERASE_BELOW);
    drawn = 0;
  }

  private void up() {
    frame.append('\r');
    if (drawn > 0) {
      frame.append("\u001b[").append(drawn).append('A');
    }
  }

  /// In one write: a terminal that shows half a frame flickers.
  private void flush() {
    out.print(frame);
    out.flush();
    frame.setLength(0);
  }

  /// A line that wraps would be two, and the panel would climb.
  static String cut(String text, int width) {
    StringBuilder kept = new StringBuilder();
    int cells = 0;
    for (int i = 0; i < text.length(); ) {
      int end = text.offsetByCodePoints(i, 1);
      if (text.charAt(i) == '\u001b') {
        end = Math.max(end, text.indexOf('m', i) + 1);
        kept.append(text, i, end);
      } else if (cells < width) {
        kept.append(text, i, end);
        cells++;
      }
      i = end;
    }
    return kept.toString();
  }

  private void measure() {
    sizeNanos = System.nanoTime();
    size = TerminalSize.measured().orElse(size);
  }

  @Override
  public void close() {
    out.print(SHOW_CURSOR);
    out.flush();
  }
}
