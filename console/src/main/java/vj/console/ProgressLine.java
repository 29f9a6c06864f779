package vj.console;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One line that is drawn over itself while something goes on, and is gone when it has ended; on a
/// terminal only. One thread.
final class ProgressLine implements AutoCloseable {

  /// Seconds tick evenly, and nobody reads faster.
  private static final Duration TURN = Duration.ofMillis(250);

  private final boolean shown;
  private final LiveScreen screen;

  /// @param wanted whether to show it, on a terminal
  ProgressLine(Shell shell, boolean wanted) {
    this.shown = wanted && shell.terminal().interactive();
    this.screen = new LiveScreen(shell.out());
  }

  void start() {
    if (shown) {
      screen.start();
    }
  }

  /// Draws it, and waits until the next is due.
  void turn(String text) throws InterruptedException {
    if (shown) {
      screen.draw(List.of(text));
    }
    TimeUnit.MILLISECONDS.sleep(TURN.toMillis());
  }

  @Override
  public void close() {
    if (shown) {
      screen.draw(List.of());
      screen.close();
    }
  }
}
