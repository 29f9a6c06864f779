package vj.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How many cells a terminal has.
record TerminalSize(int rows, int columns) {

  /// Fits nearly everywhere.
  static final TerminalSize USUAL = new TerminalSize(24, 80);

  /// A file or a pipe takes lines of any length.
  static final TerminalSize ENDLESS = new TerminalSize(Integer.MAX_VALUE, Integer.MAX_VALUE);

  private static final int LIMIT_MILLIS = 200;

  /// Less the last column: what is written there leaves some terminals undecided about where they
  /// are.
  TerminalSize narrower() {
    return new TerminalSize(rows, columns - 1);
  }

  /// As it is now: people change it while they look.
  static TerminalSize of(Terminal terminal) {
    return terminal.interactive() ? measured().orElse(USUAL) : ENDLESS;
  }

  /// The JDK cannot tell; stty can, from the terminal itself. Empty where there is no stty.
  static Optional<TerminalSize> measured() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      try {
        if (stty.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
          return parse(new String(stty.getInputStream().readNBytes(32), StandardCharsets.US_ASCII));
        }
      } finally {
        stty.destroyForcibly();
      }
    } catch (IOException _) {
      // no stty
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /// `ROWS COLUMNS`; a terminal that does not know its own says 0.
  static Optional<TerminalSize> parse(String said) {
    String[] size = said.strip().split(" ", -1);
    return size.length == 2 && size[0].matches("[1-9]\\d{0,3}") && size[1].matches("[1-9]\\d{0,3}")
        ? Optional.of(new TerminalSize(Integer.parseInt(size[0]), Integer.parseInt(size[1])))
        : Optional.empty();
  }
}
