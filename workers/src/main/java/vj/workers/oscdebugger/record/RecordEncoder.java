package vj.workers.oscdebugger.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import vj.bus.status.LogLine;

/// Puts records into a buffer. Remembers which senders have their number. One thread.
final class RecordEncoder {

  /// The most that one call puts: a sender, and its datagram.
  static final int MOST_BYTES =
      2 * RecordFormat.PREFIX_BYTES + 3 + RecordFormat.LONGEST_NAME + RecordFormat.LONGEST_BODY;

  private final Map<String, Integer> numbers = new HashMap<>();

  static void header(long startMillis, ByteBuffer out) {
    int start = out.position();
    out.put(RecordFormat.MAGIC).put(RecordFormat.VERSION).putLong(startMillis);
    out.putInt(RecordFormat.checksum(out, start, out.position()));
  }

  /// @throws IllegalArgumentException for a datagram that is longer than UDP allows
  void record(Recorded recorded, ByteBuffer out) {
    switch (recorded) {
      case Recorded.Datagram datagram -> datagram(datagram, out);
      case Recorded.Log(LogLine line) -> log(line, out);
      case Recorded.Change(Instant time, String worker, String text) -> {
        int start = open(RecordFormat.CHANGE, out);
        out.putLong(micros(time));
        name(worker, out);
        close(start, out.put(cut(text, RecordFormat.LONGEST_TEXT)));
      }
      case Recorded.End(long nanos, long datagrams, long bytes, long missed) -> {
        int start = open(RecordFormat.END, out);
        close(start, out.putLong(nanos).putLong(datagrams).putLong(bytes).putLong(missed));
      }
    }
  }

  private void datagram(Recorded.Datagram datagram, ByteBuffer out) {
    if (datagram.bytes().length > RecordFormat.LONGEST_DATAGRAM) {
      throw new IllegalArgumentException("a datagram of " + datagram.bytes().length + " bytes");
    }
    int number = number(datagram.sender(), out);
    int start = open(RecordFormat.DATAGRAM, out);
    out.putLong(datagram.nanos()).putShort((short) number);
    if (number == RecordFormat.WRITTEN_OUT) {
      name(datagram.sender(), out);
    }
    close(start, out.put(datagram.bytes()));
  }

  /// The sender's number, which is told with a record of its own at first.
  private int number(String sender, ByteBuffer out) {
    Integer known = numbers.get(sender);
    if (known != null) {
      return known;
    }
    int number = numbers.size();
    if (number == RecordFormat.MOST_SENDERS) {
      return RecordFormat.WRITTEN_OUT;
    }
    numbers.put(sender, number);
    int start = open(RecordFormat.SENDER, out);
    close(start, out.putShort((short) number).put(cut(sender, RecordFormat.LONGEST_NAME)));
    return number;
  }

  private static void log(LogLine line, ByteBuffer out) {
    int start = open(RecordFormat.LOG, out);
    out.putLong(micros(line.time())).put((byte) RecordFormat.LEVELS.indexOf(line.level()));
    name(line.worker(), out);
    close(start, out.put(cut(line.text(), RecordFormat.LONGEST_TEXT)));
  }

  /// @return where the record begins
  private static int open(byte kind, ByteBuffer out) {
    int start = out.position();
    out.position(start + RecordFormat.PREFIX_BYTES).put(kind);
    return start;
  }

  private static void close(int start, ByteBuffer out) {
    int body = start + RecordFormat.PREFIX_BYTES;
    out.putInt(start, out.position() - body);
    out.putInt(start + Integer.BYTES, RecordFormat.checksum(out, body, out.position()));
  }

  private static void name(String text, ByteBuffer out) {
    byte[] bytes = cut(text, RecordFormat.LONGEST_NAME);
    out.put((byte) bytes.length).put(bytes);
  }

  private static byte[] cut(String text, int most) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length <= most) {
      return bytes;
    }
    int length = most;
    while ((bytes[length] & 0xc0) == 0x80) {
      length--; // not in the middle of a character
    }
    return Arrays.copyOf(bytes, length);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
