package vj.bus.control;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The room for one long frame, for all clients of a server together: a worker's heap is small, and
/// many half frames of the greatest length would fill it. Who finds it taken waits, so that its
/// client is read from later. Short frames need no room here.
final class LongFrames {

  /// Bytes with the header that every connection has room for: many times the longest command.
  static final int SHORT = 16 * 1024;

  private final Semaphore room = new Semaphore(1, true);
  private final Duration patience;
  private final int longest;

  /// @param patience how long to wait for the room
  LongFrames(Duration patience) {
    this(patience, Frames.LIMIT);
  }

  /// @param longest bytes of a frame's body
  LongFrames(Duration patience, int longest) {
    this.patience = patience;
    this.longest = longest;
  }

  int longest() {
    return longest;
  }

  /// Takes the room for a frame of `length` bytes.
  ///
  /// @throws ProtocolException if others have had it all the time
  void enter(int length) throws ProtocolException, InterruptedIOException {
    try {
      if (!room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProtocolException(
            "no room for a frame of %d bytes in %d s: others are sending long ones"
                .formatted(length, patience.toSeconds()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("closing");
    }
  }

  void leave() {
    room.release();
  }
}
