package vj.bus.status;

import java.time.Instant;

/// One line that a worker has logged, or the init system about it.
///
/// @param worker its short name
/// @param text one line, without time and level
public record LogLine(Instant time, Level level, String worker, String text) {

  /// The least serious first.
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
