package vj.bus.control;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that gives every connection its heartbeats when they are due.
final class Heartbeats implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

  /// Until [#interval] says otherwise.
  static final Duration INTERVAL = Duration.ofSeconds(5);

  private final HeartbeatSource source;
  private final LongSupplier nanos;
  private final Collection<ClientConnection> connections;
  private final Thread thread;
  private volatile long interval = INTERVAL.toNanos();
  private boolean failed; // on the thread only

  /// @param connections safe to go through while others change it
  Heartbeats(
      String threadName,
      HeartbeatSource source,
      LongSupplier nanos,
      Collection<ClientConnection> connections) {
    this.source = source;
    this.nanos = nanos;
    this.connections = connections;
    this.thread = ClientThread.make(threadName, this::run);
  }

  void start() {
    thread.start();
  }

  void interval(Duration wanted) {
    interval = wanted.toNanos();
    LockSupport.unpark(thread);
  }

  /// Somebody wants them more often from now on.
  void look() {
    LockSupport.unpark(thread);
  }

  /// Whoever becomes due after this looked is due an interval from then, when it looks again.
  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, beat(nanos.getAsLong()));
    }
  }

  private long beat(long now) {
    long wait = interval;
    Once heartbeat = new Once();
    try {
      for (ClientConnection connection : connections) {
        wait = Math.min(wait, connection.beat(now, interval, heartbeat));
      }
      failed = false;
    } catch (RuntimeException e) { // a gauge's bug must not end everybody's heartbeats
      if (!failed) {
        LOG.error("no heartbeat", e);
      }
      failed = true;
    }
    return wait;
  }

  /// The same bytes for everybody who is due at the same time.
  private final class Once implements Supplier<byte[]> {
    private byte[] frame = {};

    @Override
    public byte[] get() {
      if (frame.length == 0) {
        frame = Frames.frameOrRefusal(source.heartbeat());
      }
      return frame;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
