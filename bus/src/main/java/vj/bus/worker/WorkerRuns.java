package vj.bus.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.Answer;

/// Runs the worker's block on the main thread, as often as `restart` asks, until it is told to stop
/// or fails. The other methods are for any thread.
final class WorkerRuns {

  private static final Logger log = LoggerFactory.getLogger(WorkerRuns.class);

  /// Opening a device can take seconds; a client that waits longer than this has given up.
  private static final Duration RESTART_WAIT = Duration.ofSeconds(20);

  private final WorkerKind kind;
  private final WorkerState state;
  private final Thread main;

  private final Object lock = new Object(); // protects the fields below
  private boolean inBlock;
  private boolean stopping;
  private boolean failed;
  private @Nullable Restart restart;

  WorkerRuns(WorkerKind kind, WorkerState state, Thread main) {
    this.kind = kind;
    this.state = state;
    this.main = main;
  }

  ExitCode runUntilStopped() {
    while (true) {
      Exception end = runOnce();
      Restart next;
      synchronized (lock) {
        if (stopping) {
          return ExitCode.OK;
        }
        if (failed) {
          return ExitCode.INTERNAL; // the cause was logged where it happened
        }
        next = restart;
      }
      if (next == null || next.begun) {
        log.error("the worker failed: {}", end.toString(), end);
        if (next == null) {
          return ExitCode.INTERNAL;
        }
        next.fail(end);
        return ExitCode.RESTART;
      }
      next.begun = true;
      state.begin(next.settings.get(), () -> succeeded(next));
    }
  }

  /// How the block ended; an end without an exception is a fault as well unless it was told to.
  private Exception runOnce() {
    Worker worker = kind.create().get();
    synchronized (lock) {
      if (stopping || failed || (restart != null && !restart.begun)) {
        return new InterruptedException("before the start");
      }
      inBlock = true;
    }
    try {
      worker.run(state);
      return new IllegalStateException("it returned without being told to stop");
    } catch (Exception e) { // whatever it is, the process must end in an orderly way
      return e;
    } finally {
      synchronized (lock) {
        inBlock = false;
        Thread.interrupted(); // an interrupt that came after the block had ended is spent
      }
    }
  }

  /// Ends the block for good.
  void stop() {
    state.stopping();
    synchronized (lock) {
      stopping = true;
      interruptBlock();
    }
  }

  boolean stopping() {
    synchronized (lock) {
      return stopping;
    }
  }

  /// A thread died of an exception nobody caught: better a fresh process than one that only seems
  /// to work.
  void fail(Thread thread, Throwable thrown) {
    log.error("thread {} died: {}", thread.getName(), thrown.toString(), thrown);
    synchronized (lock) {
      failed = true;
      interruptBlock();
    }
  }

  /// Runs the block anew; waits until it works again.
  ///
  /// @param settings asked on the main thread once the old block has ended, so that a change made
  ///   meanwhile is not lost
  Answer restart(Supplier<Settings> settings) {
    Restart wanted = new Restart(settings);
    synchronized (lock) {
      if (stopping || restart != null) {
        return Answer.refused(stopping ? "the worker is stopping" : "a restart is under way");
      }
      restart = wanted;
      interruptBlock();
    }
    try {
      if (!wanted.done.await(RESTART_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        synchronized (lock) {
          if (wanted.begun) {
            restart = null; // the new block has its own time to become ready
          }
        }
        return Answer.refused("not running again after %d s".formatted(RESTART_WAIT.toSeconds()));
      }
      Exception failure = wanted.failure;
      return failure == null
          ? Answer.done("Restarted")
          : Answer.refused("the restart failed: " + failure + "; the process starts anew");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Answer.refused("the worker is stopping");
    }
  }

  private void succeeded(Restart done) {
    synchronized (lock) {
      if (done.equals(restart)) {
        restart = null;
      }
    }
    done.done.countDown();
  }

  private void interruptBlock() {
    if (inBlock) {
      main.interrupt();
    }
  }

  private static final class Restart {
    private final Supplier<Settings> settings;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean begun;
    private volatile @Nullable Exception failure;

    private Restart(Supplier<Settings> settings) {
      this.settings = settings;
    }

    private void fail(Exception why) {
      failure = why;
      done.countDown();
    }
  }
}
