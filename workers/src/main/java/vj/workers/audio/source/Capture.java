package vj.workers.audio.source;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A live device. Its own thread keeps taking what arrives, so that whoever reads can be
/// interrupted, hears of a device that fell silent, and never hears the past: what is not read
/// within [#KEPT_MILLIS] is dropped, the oldest first.
final class Capture implements AudioSource {

  private static final Logger LOG = LoggerFactory.getLogger(Capture.class);

  private static final int KEPT_MILLIS = 250;

  /// Longest piece taken from the device at once; a device sends 10 ms or less.
  private static final int PIECE_MILLIS = 20;

  /// A device that works delivers every 10 ms, silence too; some need 2 s to wake up.
  private static final int STALL_SECONDS = 5;

  /// Counted in short waits, because a laptop that wakes up finds one of them over, not all.
  private static final int STALL_WAITS = 20;

  private static final long CLOSE_MILLIS = 1_000;

  private final Format format;
  private final CaptureInput input;
  private final Thread thread;

  /// Protects all below: the capture thread writes, the reader reads, anybody closes.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final float[] ring;
  private int head;
  private int stored;
  private boolean closed;
  private long lost; // samples
  private @Nullable String ended;

  Capture(Format format, CaptureInput input) {
    this.format = format;
    this.input = input;
    this.ring = new float[format.sampleRate() * KEPT_MILLIS / 1000 * format.channels()];
    this.thread = Thread.ofPlatform().name("audio-device").daemon().unstarted(this::capture);
  }

  void start() {
    thread.start();
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public int read(float[] interleaved, int frames) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      for (int quiet = 0; stored == 0 && ended == null && !closed; quiet++) {
        if (quiet == STALL_WAITS) {
          throw new IOException(
              "%s has delivered nothing for %d s; is it muted by hardware, or the sound server hung?"
                  .formatted(format.description(), STALL_SECONDS));
        }
        long _ = changed.awaitNanos(TimeUnit.SECONDS.toNanos(STALL_SECONDS) / STALL_WAITS);
      }
      if (closed) {
        return -1;
      }
      if (stored == 0) {
        throw new IOException(format.description() + " " + ended);
      }
      return take(interleaved, frames * format.channels()) / format.channels();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long lost() {
    lock.lock();
    try {
      return lost / format.channels();
    } finally {
      lock.unlock();
    }
  }

  private int take(float[] to, int most) {
    int count = Math.min(most, stored);
    int first = Math.min(count, ring.length - head);
    System.arraycopy(ring, head, to, 0, first);
    System.arraycopy(ring, 0, to, first, count - first);
    head = (head + count) % ring.length;
    stored -= count;
    return count;
  }

  private void capture() {
    int frames = format.sampleRate() * PIECE_MILLIS / 1000;
    float[] piece = new float[frames * format.channels()];
    try {
      for (int read = input.read(piece, frames); read >= 0; read = input.read(piece, frames)) {
        store(piece, read * format.channels());
      }
      end(input.reason());
    } catch (IOException e) {
      end("cannot be read: " + e.getMessage());
    } finally {
      input.close();
    }
  }

  private void store(float[] piece, int count) {
    lock.lock();
    try {
      int excess = Math.max(0, stored + count - ring.length);
      head = (head + excess) % ring.length;
      stored -= excess;
      if (excess > 0 && lost == 0) {
        LOG.warn("{}: sound was not read in time, the oldest is dropped", format.description());
      }
      lost += excess;
      int tail = (head + stored) % ring.length;
      int first = Math.min(count, ring.length - tail);
      System.arraycopy(piece, 0, ring, tail, first);
      System.arraycopy(piece, first, ring, 0, count - first);
      stored += count;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void end(String why) {
    lock.lock();
    try {
      ended = why;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits, within a bound, until the device is let go: it may be opened again at once.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    input.close();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
