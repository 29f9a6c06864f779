package vj.bus.control;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// One connection's commands that take their time, one after another on a thread of their own,
/// which exists only while it is needed.
final class SlowLane {

  /// Commands that wait behind the running one; a client that sends more does not wait for answers.
  static final int WAITING = 16;

  private static final Duration IDLE = Duration.ofSeconds(5);

  private final ThreadPoolExecutor lane;

  SlowLane(String threadName) {
    lane =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> ClientThread.make(threadName, task));
    lane.allowCoreThreadTimeOut(true);
  }

  /// @return false if too many are waiting already
  boolean take(Runnable command) {
    try {
      lane.execute(command);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /// Takes no more and lets what was taken end, the waiting ones too: what a client has sent before
  /// it left is carried out.
  void finish() throws InterruptedException {
    lane.shutdown();
    // However long: the connection's place stays taken meanwhile, which bounds these threads.
    boolean ended;
    do {
      ended = lane.awaitTermination(1, TimeUnit.HOURS);
    } while (!ended);
  }

  /// Interrupts what runs and forgets what waits.
  void abort() {
    lane.shutdownNow();
  }
}
