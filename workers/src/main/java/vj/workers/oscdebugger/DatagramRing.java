package vj.workers.oscdebugger;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last datagrams in flat memory: the one place through which everything that was captured
/// passes. One thread appends, any number of readers follow at their own pace; nobody waits for a
/// reader. One that is too slow misses the oldest and is told how many.
///
/// What a ring holds is bounded twice, by datagrams and by bytes, and takes memory only as it
/// fills. Appending makes no garbage.
public final class DatagramRing {

  // The lock (this) is held by whoever changes what is kept, hence hardly ever waited for. Readers
  // copy without it and look afterwards whether what they copied was still there.
  private volatile RingMemory memory;
  private final RecordForm.Workers workers = new RecordForm.Workers();
  private final RecordForm form = new RecordForm(workers);
  private int capacity;
  private volatile long floor; // the first number after the last clear

  /// @param capacity in datagrams
  /// @param bytes of all datagrams together, with some 40 of ours for each; room for a longest one
  ///   is made in any case
  public DatagramRing(int capacity, int bytes) {
    this.capacity = capacity;
    this.memory = new RingMemory(bytes, 0);
  }

  /// Takes the bytes from the datagram's position to its limit, and leaves both.
  public synchronized void append(ByteBuffer datagram, Sender sender, long atNanos, long atMillis) {
    RingMemory to = memory;
    int need = form.size(sender, datagram.remaining());
    if (to.kept() == capacity) {
      to.forgetOldest();
    }
    long at = to.room(need);
    form.write(to.chunk(at), RingMemory.offset(at), datagram, atNanos, atMillis);
    to.publish(at, need);
  }

  /// Other bounds; the newest that fit them stay. Numbers go on. Nothing is appended while they are
  /// copied, some tenth of a second for the largest ring: it waits in the kernel meanwhile.
  public synchronized void resize(int newCapacity, int bytes) {
    RingMemory from = memory;
    while (from.kept() > newCapacity) {
      from.forgetOldest();
    }
    capacity = newCapacity;
    memory = from.copy(bytes);
  }

  /// Who looks back sees nothing of what was until now. Who follows goes on: a take that is being
  /// recorded and the flight recorder lose nothing.
  public synchronized void clear() {
    floor = memory.next();
  }

  /// How many there have been, those forgotten included.
  public synchronized long total() {
    return memory.next();
  }

  /// How many are there, of those since the last [#clear].
  public synchronized int size() {
    return (int) (memory.next() - Math.max(memory.first(), floor));
  }

  /// Follows from the next datagram on.
  public synchronized Reader fromNow() {
    return new Reader(memory, memory.head(), memory.next());
  }

  /// Follows from the oldest one on, [#clear] or not.
  public synchronized Reader fromOldest() {
    return new Reader(memory, memory.tail(), memory.first());
  }

  /// Goes through what is there now, from the newest to the oldest since the last [#clear].
  synchronized Rewind rewind() {
    return new Rewind(memory);
  }

  /// A place in the ring that moves back. It ends where the ring was cleared, or its memory is
  /// written over meanwhile. One thread.
  final class Rewind {

    private final RecordForm form = new RecordForm(workers);
    private final RingMemory from;
    private long at;
    private long number;

    private Rewind(RingMemory from) {
      this.from = from;
      this.at = from.newest();
      this.number = from.next() - 1;
      if (from.kept() == 0) {
        at = -1;
      }
    }

    /// The one before; empty after the oldest.
    Optional<Captured> read() {
      if (at < from.tail() || number < floor) {
        return Optional.empty();
      }
      ByteBuffer chunk = from.chunk(at);
      int offset = RingMemory.offset(at);
      int first = RecordForm.first(chunk, offset);
      long back = RecordForm.back(chunk, offset);
      if (!isKept()) {
        return Optional.empty();
      }
      Captured copy = form.read(number, chunk, offset, first);
      if (!isKept()) {
        return Optional.empty();
      }
      at = back == 0 ? -1 : at - back;
      number--;
      return Optional.of(copy);
    }

    private boolean isKept() {
      VarHandle.acquireFence();
      return at >= from.tail();
    }
  }

  /// A place in the ring. One thread.
  public final class Reader {

    private final RecordForm form = new RecordForm(workers);
    private RingMemory from;
    private long at;
    private long next;
    private long missed;

    private Reader(RingMemory from, long at, long next) {
      this.from = from;
      this.at = at;
      this.next = next;
    }

    /// The next one; empty when there is none yet.
    public Optional<Captured> read() {
      while (arrive()) {
        Captured copy = copy();
        if (copy != null) {
          return Optional.of(copy);
        }
      }
      return Optional.empty();
    }

    /// How many were overwritten before this reader came to them.
    public long missed() {
      return missed;
    }

    /// Moves to where the next one begins.
    ///
    /// @return false if there is none yet
    private boolean arrive() {
      while (true) {
        if (memory != from || at < from.tail()) {
          findPlace();
        }
        if (at >= from.head()) {
          return false;
        }
        if (!RecordForm.isGap(first())) {
          return true;
        }
        if (stillThere()) {
          at = RingMemory.nextChunk(at);
        }
      }
    }

    private int first() {
      return RecordForm.first(from.chunk(at), RingMemory.offset(at));
    }

    /// `null` if it was overwritten meanwhile.
    private @Nullable Captured copy() {
      int first = first();
      if (!stillThere()) {
        return null;
      }
      Captured copy = form.read(next, from.chunk(at), RingMemory.offset(at), first);
      if (!stillThere()) {
        return null;
      }
      at += RecordForm.size(first);
      next++;
      return copy;
    }

    /// Whether what was read until now was there all the time.
    private boolean stillThere() {
      VarHandle.acquireFence();
      return at >= from.tail();
    }

    private void findPlace() {
      synchronized (DatagramRing.this) {
        from = memory;
        at = from.tail();
        long first = from.first();
        while (first < next) {
          at = from.after(at);
          first++;
        }
        missed += first - next;
        next = first;
      }
    }
  }
}
