package vj.workers.oscdebugger.record;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import vj.bus.status.LogLine;

/// The numbers of the format, which the package describes.
final class RecordFormat {

  static final byte[] MAGIC = {'v', 'j', 'r', 'e', 'c', '\r', '\n'};
  static final byte VERSION = 1;
  static final int HEADER_BYTES = 20;

  static final byte SENDER = 1;
  static final byte DATAGRAM = 2;
  static final byte LOG = 3;
  static final byte CHANGE = 4;
  static final byte END = 5;

  /// The number of a level in the file is its place here.
  static final List<LogLine.Level> LEVELS =
      List.of(LogLine.Level.DEBUG, LogLine.Level.INFO, LogLine.Level.WARN, LogLine.Level.ERROR);

  /// Length and checksum.
  static final int PREFIX_BYTES = 8;

  static final int END_BYTES = 1 + 4 * Long.BYTES;

  /// No UDP datagram is longer.
  static final int LONGEST_DATAGRAM = 65_535;

  /// A length that is written in one byte.
  static final int LONGEST_NAME = 255;

  /// Longer than any line a worker logs; the rest of a longer one is cut off.
  static final int LONGEST_TEXT = 32_768;

  /// The longest datagram with its sender written out.
  static final int LONGEST_BODY = 1 + 8 + 2 + 1 + LONGEST_NAME + LONGEST_DATAGRAM;

  /// Senders that get a number, so that a stranger who uses a new port for each datagram costs no
  /// memory; those after them are written out with each datagram.
  static final int MOST_SENDERS = 1024;

  /// In place of a number: the sender is written out.
  static final int WRITTEN_OUT = 0xffff;

  private RecordFormat() {}

  /// The checksum of the bytes from `from` to `to`; position and limit stay.
  static int checksum(ByteBuffer bytes, int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(bytes.slice(from, to - from));
    return (int) crc.getValue();
  }
}
