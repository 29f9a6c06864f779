package vj.workers.audio.analysis;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Measures how long each [Stage] takes, while somebody wants to know. Any thread starts and stops
/// it; each thread that works has [Laps] of its own.
public final class Stopwatch {

  private final LongSupplier nanos;
  private volatile @Nullable StageTimes times;

  /// @param nanos monotonic
  public Stopwatch(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Measures into `into` from the next round of each thread on.
  public void start(StageTimes into) {
    times = into;
  }

  public void stop() {
    times = null;
  }

  /// For one thread.
  public Laps laps() {
    return new Laps();
  }

  /// The rounds of one thread's loop. Costs a branch where nobody measures; makes no garbage.
  public final class Laps {
    private @Nullable StageTimes into;
    private long began;
    private long last;

    private Laps() {}

    /// A round begins.
    public void begin() {
      into = times;
      if (into != null) {
        began = nanos.getAsLong();
        last = began;
      }
    }

    /// What the thread did since it was here last was `stage`.
    public void lap(Stage stage) {
      StageTimes measured = into;
      if (measured != null) {
        long now = nanos.getAsLong();
        measured.add(stage, now - last);
        last = now;
      }
    }

    /// The whole round was `stage`.
    public void end(Stage stage) {
      StageTimes measured = into;
      if (measured != null) {
        measured.add(stage, last - began);
      }
    }
  }
}
