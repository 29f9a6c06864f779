package vj.bus.telemetry;

import java.nio.ByteBuffer;

/// The rate limit of one address at one target: passes a message when its time has come, else keeps
/// it, the latest only. Guarded by its [Destination]'s lock.
final class Pacing {

  private static final double NANOS_PER_SECOND = 1e9;

  private final long intervalNanos;
  private ByteBuffer kept = ByteBuffer.allocate(0);
  private boolean waiting;
  private boolean collected;
  private boolean passedBefore;
  private long lastNanos;

  Pacing(double maxRate) {
    intervalNanos = (long) Math.ceil(NANOS_PER_SECOND / maxRate);
  }

  /// Whether a new message may leave now; it then replaces one that waits.
  boolean pass(long nowNanos) {
    if (passedBefore && remainingNanos(nowNanos) > 0) {
      return false;
    }
    passedBefore = true;
    lastNanos = nowNanos;
    waiting = false;
    return true;
  }

  /// @param inBundle whether it waits for the end of a frame as well
  void keep(ByteBuffer message, boolean inBundle) {
    if (kept.capacity() < message.remaining()) {
      kept = ByteBuffer.allocateDirect(message.remaining());
    }
    kept.clear().put(message).flip();
    waiting = true;
    collected = inBundle;
  }

  boolean waiting() {
    return waiting;
  }

  boolean collected() {
    return collected;
  }

  long remainingNanos(long nowNanos) {
    return intervalNanos - (nowNanos - lastNanos);
  }

  ByteBuffer kept() {
    return kept.rewind();
  }
}
