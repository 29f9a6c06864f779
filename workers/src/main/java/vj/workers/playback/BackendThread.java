package vj.workers.playback;

/// The thread of a [Backend] that has one. What ends it other than [#close] is a bug, and reaches
/// the host as every uncaught exception does.
public final class BackendThread implements AutoCloseable {

  /// What holds on longer than this, once it is interrupted, is left behind.
  private static final long JOIN_MILLIS = 1000;

  private final Thread thread;

  /// What the thread does until it is interrupted.
  @FunctionalInterface
  public interface Body {
    void run() throws InterruptedException;
  }

  public BackendThread(String name, Body body) {
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> untilInterrupted(body));
  }

  private static void untilInterrupted(Body body) {
    try {
      body.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the orderly end
    }
  }

  public void start() {
    thread.start();
  }

  /// Idempotent; also before [#start].
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = Thread.interrupted(); // the owner is often told to stop just now
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
