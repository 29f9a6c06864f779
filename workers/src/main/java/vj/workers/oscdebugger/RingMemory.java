package vj.workers.oscdebugger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The memory of a [DatagramRing]: records one behind another, in chunks that are taken as they are
/// first needed. Where a record is, is a number of bytes that only grows; none reaches from one
/// chunk into the next.
///
/// Changed under the lock of its ring; [#head], [#tail] and [#chunk] may be called without it.
final class RingMemory {

  /// Two of the longest datagrams: little is left unused at the end of a chunk, and little is taken
  /// at once.
  private static final int CHUNK = 1 << 17;

  private static final VarHandle HEAD;
  private static final VarHandle TAIL;

  static {
    try {
      var lookup = MethodHandles.lookup();
      HEAD = lookup.findVarHandle(RingMemory.class, "head", long.class);
      TAIL = lookup.findVarHandle(RingMemory.class, "tail", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final AtomicReferenceArray<ByteBuffer> chunks;
  private long head; // where the next record goes
  private long tail; // where the oldest is; equal to head if there is none
  private long newest; // where the newest begins, if there is one
  private long first; // the number of the oldest
  private long next; // the number of the next

  /// @param bytes rounded up to whole chunks
  /// @param next the number of the first record
  RingMemory(int bytes, long next) {
    this.chunks = new AtomicReferenceArray<>(Math.ceilDiv(bytes, CHUNK));
    this.first = next;
    this.next = next;
  }

  static int offset(long at) {
    return (int) (at & CHUNK - 1);
  }

  static long nextChunk(long at) {
    return at - offset(at) + CHUNK;
  }

  private int index(long at) {
    return (int) (at / CHUNK % chunks.length());
  }

  /// Where that position is. Without the lock only below [#head].
  ByteBuffer chunk(long at) {
    return chunks.getAcquire(index(at));
  }

  long head() {
    return (long) HEAD.getAcquire(this);
  }

  long tail() {
    return (long) TAIL.getOpaque(this);
  }

  long newest() {
    return newest;
  }

  long first() {
    return first;
  }

  long next() {
    return next;
  }

  int kept() {
    return (int) (next - first);
  }

  /// Makes room for a record of `bytes`, at the expense of the oldest.
  ///
  /// @return where it goes
  long room(int bytes) {
    long at = head;
    boolean gap = offset(at) + bytes > CHUNK;
    if (gap) {
      at = nextChunk(at);
    }
    long all = (long) chunks.length() * CHUNK;
    while (first < next && tail < at + bytes - all) {
      forgetOldest();
    }
    if (first == next) {
      moveTail(at);
    }
    VarHandle.releaseFence(); // who sees what is written now sees that the old has gone
    if (gap && first < next) {
      RecordForm.writeGap(chunk(head), offset(head));
    }
    if (chunks.getPlain(index(at)) == null) {
      chunks.setRelease(index(at), ByteBuffer.allocateDirect(CHUNK));
    }
    return at;
  }

  /// What was written at `at` can be read from now on.
  void publish(long at, int bytes) {
    RecordForm.writeBack(chunk(at), offset(at), first < next ? at - newest : 0);
    newest = at;
    next++;
    HEAD.setRelease(this, at + bytes);
  }

  /// Where the record after the one at `at` begins.
  long after(long at) {
    long end = at + RecordForm.size(RecordForm.first(chunk(at), offset(at)));
    boolean gap = end < head && RecordForm.isGap(RecordForm.first(chunk(end), offset(end)));
    return gap ? nextChunk(end) : end;
  }

  void forgetOldest() {
    moveTail(after(tail));
    first++;
  }

  private void moveTail(long to) {
    TAIL.setOpaque(this, to);
  }

  /// The newest that fit another number of bytes.
  RingMemory copy(int bytes) {
    RingMemory copy = new RingMemory(bytes, first);
    for (long at = tail; copy.next < next; at = after(at)) {
      ByteBuffer chunk = chunk(at);
      int size = RecordForm.size(RecordForm.first(chunk, offset(at)));
      long to = copy.room(size);
      copy.chunk(to).put(offset(to), chunk, offset(at), size);
      copy.publish(to, size);
    }
    return copy;
  }
}
