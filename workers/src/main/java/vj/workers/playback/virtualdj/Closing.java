package vj.workers.playback.virtualdj;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a thread of this package ends.
final class Closing {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  /// Nothing but a dead disk holds on to a thread longer, once it is interrupted.
  private static final long PATIENCE_MILLIS = 1000;

  private Closing() {}

  /// Interrupts `thread` and waits for its end, within a bound.
  static void end(Thread thread) {
    thread.interrupt();
    boolean interrupted = Thread.interrupted(); // the owner is often told to stop just now
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (thread.isAlive()) {
      LOG.warn("{} has not ended within {} ms: left behind", thread.getName(), PATIENCE_MILLIS);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
