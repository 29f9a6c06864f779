package vj.workers.oscdebugger;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// How one datagram lies in the memory of a ring: how long it is, its worker and how long the
/// address is in one int, the port and how far back the record before begins in another,
/// nanoseconds, milliseconds, the address, the datagram, and up to the next multiple of 4. Senders
/// are written out rather than kept as objects: many programs send each datagram from a new port.
///
/// It remembers the last sender, since the next datagram mostly comes from there too. One thread.
final class RecordForm {

  private static final int GAP = -1;

  private static final int PORT = 4;
  private static final int BACK = 6;
  private static final int NANOS = 8;
  private static final int MILLIS = 16;
  private static final int ADDRESS = 24;

  private final Workers workers;
  private @Nullable Sender sender;
  private int worker;
  private byte[] address = {};

  RecordForm(Workers workers) {
    this.workers = workers;
  }

  /// That nothing more is in this chunk.
  static void writeGap(ByteBuffer chunk, int offset) {
    chunk.putInt(offset, GAP);
  }

  /// The beginning of a record, which says how long it is.
  static int first(ByteBuffer chunk, int offset) {
    return chunk.getInt(offset);
  }

  static boolean isGap(int first) {
    return first == GAP;
  }

  /// Bytes of a whole record.
  static int size(int first) {
    return size(first >>> 24, first & 0xffff);
  }

  /// @param bytes from the beginning of the record before; 0 if there is none
  static void writeBack(ByteBuffer chunk, int offset, long bytes) {
    chunk.putShort(offset + BACK, (short) (bytes >> 2)); // two records at most, hence it fits
  }

  static long back(ByteBuffer chunk, int offset) {
    return (long) Short.toUnsignedInt(chunk.getShort(offset + BACK)) << 2;
  }

  private static int size(int addressBytes, int length) {
    return (ADDRESS + addressBytes + length + 3) & ~3;
  }

  /// Bytes that [#write] will need.
  int size(Sender from, int length) {
    if (!from.equals(sender)) {
      sender = from;
      worker = workers.number(from.worker());
      address = from.address().getAddress().getAddress();
    }
    return size(address.length, length);
  }

  /// Writes what [#size] was asked about.
  void write(ByteBuffer chunk, int offset, ByteBuffer datagram, long nanos, long millis) {
    int length = datagram.remaining();
    chunk.putInt(offset, address.length << 24 | worker << 16 | length);
    chunk.putShort(offset + PORT, (short) port());
    chunk.putLong(offset + NANOS, nanos);
    chunk.putLong(offset + MILLIS, millis);
    chunk.put(offset + ADDRESS, address);
    chunk.put(offset + ADDRESS + address.length, datagram, datagram.position(), length);
  }

  private int port() {
    return sender == null ? 0 : sender.address().getPort();
  }

  /// @param first the record's, known to be whole; the rest may be written over meanwhile
  Captured read(long number, ByteBuffer chunk, int offset, int first) {
    byte[] datagram = new byte[first & 0xffff];
    int addressBytes = first >>> 24;
    chunk.get(offset + ADDRESS + addressBytes, datagram);
    Sender from = sender(chunk, offset, first);
    return new Captured(
        number, chunk.getLong(offset + NANOS), chunk.getLong(offset + MILLIS), from, datagram);
  }

  private Sender sender(ByteBuffer chunk, int offset, int first) {
    int by = first >>> 16 & 0xff;
    int port = Short.toUnsignedInt(chunk.getShort(offset + PORT));
    byte[] bytes = new byte[first >>> 24];
    chunk.get(offset + ADDRESS, bytes);
    Sender last = sender;
    if (last != null && worker == by && port() == port && Arrays.equals(address, bytes)) {
      return last;
    }
    Sender from = new Sender(workers.name(by), new InetSocketAddress(inet(bytes), port));
    sender = from;
    worker = by;
    address = bytes;
    return from;
  }

  private static InetAddress inet(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // only ever 4 bytes or 16
    }
  }

  /// The names of workers that have sent, by number. 0 is nobody's name.
  static final class Workers {

    private final AtomicReferenceArray<String> names = new AtomicReferenceArray<>(256);
    private int known; // the lock of the ring protects it

    /// 0 for one more than fit: it is then known by its address.
    int number(String name) {
      if (name.isEmpty()) {
        return 0;
      }
      for (int number = 1; number <= known; number++) {
        if (name.equals(names.get(number))) {
          return number;
        }
      }
      if (known == names.length() - 1) {
        return 0;
      }
      names.set(++known, name);
      return known;
    }

    String name(int number) {
      String name = names.get(number);
      return name == null ? "" : name;
    }
  }
}
