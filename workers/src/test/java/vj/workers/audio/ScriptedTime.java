package vj.workers.audio;

import java.util.PriorityQueue;

/// Time that only the script moves: waiting runs what is due meanwhile, on the waiting thread.
final class ScriptedTime implements Timekeeper {

  private record Step(long at, long order, Runnable action) implements Comparable<Step> {
    @Override
    public int compareTo(Step other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  private final PriorityQueue<Step> steps = new PriorityQueue<>();
  private long now = 1_000_000_000_000L;
  private long order;
  private boolean woken;

  @Override
  public long nanos() {
    return now;
  }

  void at(long nanos, Runnable action) {
    steps.add(new Step(nanos, order++, action));
  }

  /// What unpark does.
  void wake() {
    woken = true;
  }

  /// The process is held up: nobody runs, and then all that was due does at once.
  void pause(long nanos) {
    now += nanos;
    runDue(now);
  }

  @Override
  public void parkUntil(long deadline) {
    while (!woken) {
      Step next = steps.peek();
      if (next == null || next.at() > deadline) {
        now = Math.max(now, deadline);
        return;
      }
      steps.remove();
      now = Math.max(now, next.at());
      next.action().run();
    }
    woken = false;
  }

  private void runDue(long until) {
    for (Step next = steps.peek(); next != null && next.at() <= until; next = steps.peek()) {
      steps.remove();
      next.action().run();
    }
  }
}
