package vj.bus.worker;

import java.util.logging.Level;

/// How many lines a worker may write: 50 a second, after a while of quiet 500 at once. The last 100
/// of these are kept for warnings and errors, and the last 50 for errors alone: in a flood of
/// information the one line that explains it must not be lost. One thread.
final class LineBudget {

  static final int LINES_PER_SECOND = 50;
  static final int BURST = 500;
  static final int FOR_WARNINGS = 100;
  static final int FOR_ERRORS = 50;

  private double lines = BURST;
  private long refilledAt;

  /// @param nanos the time now
  LineBudget(long nanos) {
    refilledAt = nanos;
  }

  /// @param wanted how many lines there are to write
  /// @return how many of them may be written, which are then spent
  int take(int wanted, Level level, long nanos) {
    lines = Math.min(BURST, lines + (nanos - refilledAt) / 1e9 * LINES_PER_SECOND);
    refilledAt = nanos;
    int granted = Math.clamp((long) (lines - kept(level)), 0, wanted);
    lines -= granted;
    return granted;
  }

  private static int kept(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return 0;
    }
    return level.intValue() >= Level.WARNING.intValue() ? FOR_ERRORS : FOR_WARNINGS;
  }
}
