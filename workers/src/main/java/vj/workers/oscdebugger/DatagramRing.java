package vj.workers.oscdebugger;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The last datagrams in flat memory: the one place through which everything that was captured
/// passes. One thread appends, any number of readers follow at their own pace; nobody waits for
/// anybody. A reader that is too slow misses the oldest and is told how many.
///
/// What a ring holds is bounded twice: by datagrams and by bytes.
public final class DatagramRing {

  // The lock (this) protects everything below.
  private final ByteBuffer arena;
  private final long[] nanos;
  private final long[] millis;
  private final int[] offsets;
  private final int[] lengths;
  private final Sender[] senders;
  private long first;
  private long next;
  private int free;

  /// @param capacity in datagrams
  /// @param bytes of all datagrams together; at least the longest datagram, 65 535
  public DatagramRing(int capacity, int bytes) {
    this.arena = ByteBuffer.allocateDirect(bytes);
    this.nanos = new long[capacity];
    this.millis = new long[capacity];
    this.offsets = new int[capacity];
    this.lengths = new int[capacity];
    this.senders = new Sender[capacity];
  }

  /// Takes the bytes from the datagram's position to its limit, and leaves both.
  public synchronized void append(ByteBuffer datagram, Sender sender, long atNanos, long atMillis) {
    int length = datagram.remaining();
    if (arena.capacity() - free < length) {
      free = 0;
    }
    while (first < next && (next - first == nanos.length || covers(free, length))) {
      first++;
    }
    int slot = (int) (next % nanos.length);
    nanos[slot] = atNanos;
    millis[slot] = atMillis;
    offsets[slot] = free;
    lengths[slot] = length;
    senders[slot] = sender;
    arena.put(free, datagram, datagram.position(), length);
    free += length;
    next++;
  }

  /// Whether the oldest lies where the newest is to go.
  private boolean covers(int from, int length) {
    int slot = (int) (first % nanos.length);
    return offsets[slot] < from + length && from < offsets[slot] + lengths[slot];
  }

  /// Forgets everything; numbers go on.
  public synchronized void clear() {
    first = next;
  }

  /// How many there have been, those forgotten included.
  public synchronized long total() {
    return next;
  }

  /// How many are there.
  public synchronized int size() {
    return (int) (next - first);
  }

  /// Follows from the next datagram on.
  public synchronized Reader fromNow() {
    return new Reader(next);
  }

  /// Follows from the oldest one on.
  public synchronized Reader fromOldest() {
    return new Reader(first);
  }

  private synchronized Optional<Captured> read(Reader reader) {
    if (reader.next < first) {
      reader.missed += first - reader.next;
      reader.next = first;
    }
    if (reader.next == next) {
      return Optional.empty();
    }
    int slot = (int) (reader.next % nanos.length);
    byte[] datagram = new byte[lengths[slot]];
    arena.get(offsets[slot], datagram);
    return Optional.of(
        new Captured(reader.next++, nanos[slot], millis[slot], senders[slot], datagram));
  }

  /// A place in the ring. One thread.
  public final class Reader {

    private long next;
    private long missed;

    private Reader(long next) {
      this.next = next;
    }

    /// The next one; empty when there is none yet.
    public Optional<Captured> read() {
      return DatagramRing.this.read(this);
    }

    /// How many were overwritten, or cleared, before this reader came to them.
    public long missed() {
      return missed;
    }
  }
}
