package vj.workers.audio;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Mono samples from the capture thread to the analysis thread.
///
/// One writer, one reader, no locks: the writer never waits. A reader that falls behind by the
/// whole ring loses the oldest samples, and they are counted. Positions count samples since the
/// ring was made.
final class SampleRing {

  /// A power of two: 1.4 s at 48 kHz, 0.3 s at 192 kHz, longer than any pause that goes unnoticed.
  static final int CAPACITY = 1 << 16;

  private static final int MASK = CAPACITY - 1;

  private final SampleClock clock;
  private final float[] samples = new float[CAPACITY];

  // Samples at and after written - CAPACITY may be overwritten as soon as `claimed` says so.
  private final AtomicLong claimed = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong overruns = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();
  private volatile Stream stream = new Stream(0, 0, 0);
  private volatile @Nullable Thread waiting;

  /// What the samples from `start` on are.
  ///
  /// @param sampleRate Hz; 0 before the first source
  /// @param music changes when other music is to be expected, not when a lost device comes back
  record Stream(long start, int sampleRate, int music) {}

  SampleRing(SampleClock clock) {
    this.clock = clock;
  }

  /// From here on samples belong to another stream. Writer only.
  void begin(int sampleRate, int music) {
    clock.restart(sampleRate);
    stream = new Stream(written.get(), sampleRate, music);
  }

  /// Writer only.
  ///
  /// @param count at most [#CAPACITY]
  /// @param now when they arrived
  void write(float[] mono, int count, long now) {
    long from = written.get();
    long to = from + count;
    claimed.set(to);
    VarHandle.storeStoreFence(); // the claim is seen before any sample it overwrites
    int start = (int) (from & MASK);
    int first = Math.min(count, CAPACITY - start);
    System.arraycopy(mono, 0, samples, start, first);
    System.arraycopy(mono, first, samples, 0, count - first);
    clock.arrived(to, count, now);
    written.set(to);
    Thread reader = waiting;
    if (reader != null) {
      LockSupport.unpark(reader);
    }
  }

  /// So many samples never came this far, because the writer was too slow. Writer only.
  void missed(long samples) {
    missed.addAndGet(samples);
  }

  /// Fills `into` with the next samples of `expected`. Reader only.
  ///
  /// @param expected as [#stream] gave it
  /// @return false if there are not enough yet, or another stream has begun
  @SuppressWarnings("ReferenceEquality") // each stream is an object of its own
  boolean take(float[] into, Stream expected) {
    long newest = written.get();
    if (stream != expected) { // after `newest`: all samples before it belong to `expected`
      return false;
    }
    long from = Math.max(taken.get(), expected.start());
    while (newest - from >= into.length) {
      int start = (int) (from & MASK);
      int first = Math.min(into.length, CAPACITY - start);
      System.arraycopy(samples, start, into, 0, first);
      System.arraycopy(samples, 0, into, first, into.length - first);
      VarHandle.loadLoadFence(); // the claim is read after every sample
      long oldest = claimed.get() - CAPACITY;
      if (from >= oldest) {
        taken.set(from + into.length);
        return true;
      }
      long clear = oldest + CAPACITY / 4; // far enough from the writer not to be caught again
      overruns.addAndGet(clear - from);
      from = clear;
    }
    taken.set(from);
    return false;
  }

  /// Waits until [#take] of so many samples may succeed, at most `nanos`. Reader only.
  void await(int count, long nanos) throws InterruptedException {
    waiting = Thread.currentThread();
    if (written.get() - taken.get() < count) {
      LockSupport.parkNanos(this, nanos);
    }
    waiting = null;
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  Stream stream() {
    return stream;
  }

  /// The position after the last sample taken.
  long taken() {
    return taken.get();
  }

  /// Samples lost because the reader was too slow.
  long overruns() {
    return overruns.get();
  }

  /// Samples lost because the writer was too slow.
  long missed() {
    return missed.get();
  }

  /// 0..1.
  double fill() {
    return Math.clamp((written.get() - taken.get()) / (double) CAPACITY, 0, 1);
  }
}
