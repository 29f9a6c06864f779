package vj.workers.oscdebugger.take;

/// How far from their time datagrams left. Flat memory, no garbage; safe from any thread.
final class Lateness {

  /// A fortieth of what is promised.
  private static final long STEP_NANOS = 50_000;

  /// Up to 100 ms; what is later counts as that.
  private static final int STEPS = 2000;

  private final int[] counts = new int[STEPS];
  private long total;

  synchronized void add(long nanos) {
    counts[Math.clamp(Math.abs(nanos) / STEP_NANOS, 0, STEPS - 1)]++;
    total++;
  }

  /// The upper edge of the step that 99 of 100 do not exceed; 0 before the first.
  synchronized double p99Millis() {
    long beyond = total / 100;
    int step = STEPS;
    while (step > 0 && total > 0) {
      beyond -= counts[step - 1];
      if (beyond < 0) {
        return step * STEP_NANOS / 1e6;
      }
      step--;
    }
    return 0;
  }
}
