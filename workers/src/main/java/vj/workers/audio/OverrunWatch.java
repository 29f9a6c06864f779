package vj.workers.audio;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Says that samples were lost because the analysis was too slow: once, and again only after a
/// minute in which none were. Confined to the frame loop's thread.
final class OverrunWatch {

  /// What is lost within this time has one cause.
  private static final long ONE_CAUSE_NANOS = 60_000_000_000L;

  private final LongSupplier lost;
  private final Consumer<String> say;
  private long known;
  private long lastGrowth;

  /// @param lost how many so far
  OverrunWatch(LongSupplier lost, Consumer<String> say) {
    this.lost = lost;
    this.say = say;
  }

  void look(long now) {
    long count = lost.getAsLong();
    if (count == known) {
      return;
    }
    if (known == 0 || now - lastGrowth > ONE_CAUSE_NANOS) {
      say.accept(
          "the analysis was too slow, %d samples are lost: is the machine overloaded?"
              .formatted(count - known));
    }
    known = count;
    lastGrowth = now;
  }
}
