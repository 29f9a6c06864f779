package vj.workers.audio;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One named thread of the flow, owned by the thread that made it.
///
/// What ends the thread other than an interrupt is a bug: the owner is woken and [#check] throws
/// it, so that a dead thread is never silent.
final class Station implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Station.class);

  /// Nothing but a dead disk or driver holds on to a thread longer, once it is interrupted.
  private static final long JOIN_MILLIS = 2000;

  private final Thread thread;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /// What the thread does until it is interrupted.
  @FunctionalInterface
  interface Body {
    void run() throws InterruptedException;
  }

  Station(String name, Body body) {
    Thread owner = Thread.currentThread();
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> untilInterrupted(body));
    this.thread.setUncaughtExceptionHandler((_, thrown) -> {
      failure.set(thrown);
      LockSupport.unpark(owner);
    });
  }

  private static void untilInterrupted(Body body) {
    try {
      body.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the orderly end
    }
  }

  void start() {
    thread.start();
  }

  /// Throws what ended the thread, if something did.
  void check() {
    Throwable thrown = failure.get();
    switch (thrown) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(thread.getName() + " ended", thrown);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = Thread.interrupted(); // the owner is often told to stop just now
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (thread.isAlive()) {
      log.warn("{} has not ended within {} ms; leaving it behind", thread.getName(), JOIN_MILLIS);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
