package vj.workers.audio.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The packets of the first logical stream of an Ogg file, put together from its pages.
///
/// Pages are checked by their checksum; after damage the next whole page is looked for, and only
/// what was on the broken one is lost.
final class OggPackets {

  private static final int HEADER = 27;
  private static final int CONTINUED = 1;
  private static final int LAST_PAGE = 4;
  private static final int CHECKSUM = 22;

  /// Sound takes some hundred bytes a packet, the code books some thousand; only comments with
  /// pictures are larger, and of those nobody wants the rest.
  private static final int LONGEST = 1 << 18;

  private final InputStream in;
  private final byte[] header = new byte[HEADER];
  private final byte[] lacing = new byte[255];
  private final byte[] body = new byte[255 * 255];
  private byte[] packet = new byte[1 << 12];
  private int length;
  private int segments;
  private int segment;
  private int offset;
  private int serial;
  private int sequence = -1;
  private boolean skipping;

  OggPackets(InputStream in) {
    this.in = in;
  }

  /// Reads on to the end of the next packet.
  ///
  /// @return false at the end of the stream
  boolean next() throws IOException {
    length = 0;
    while (true) {
      while (segment == segments) {
        if ((sequence >= 0 && (header[5] & LAST_PAGE) != 0) || !readPage()) {
          return false;
        }
      }
      int size = lacing[segment++] & 0xFF;
      if (!skipping) {
        append(size);
      }
      offset += size;
      if (size < 255) { // a shorter segment ends its packet
        if (!skipping) {
          return true;
        }
        skipping = false;
      }
    }
  }

  byte[] packet() {
    return packet;
  }

  int length() {
    return length;
  }

  /// The stream's position in frames after this packet, or −1 if its page does not say.
  long granule() {
    for (int i = segment; i < segments; i++) {
      if ((lacing[i] & 0xFF) < 255) {
        return -1; // the page speaks of the last packet that ends on it
      }
    }
    long granule = 0;
    for (int i = 13; i >= 6; i--) {
      granule = (granule << Byte.SIZE) | (header[i] & 0xFF);
    }
    return granule;
  }

  boolean last() {
    return segment == segments && (header[5] & LAST_PAGE) != 0;
  }

  private void append(int size) {
    int room = Math.min(size, LONGEST - length);
    if (packet.length < length + room) {
      packet = Arrays.copyOf(packet, Math.min(LONGEST, 2 * (length + room)));
    }
    System.arraycopy(body, offset, packet, length, room);
    length += room;
  }

  /// Finds the next whole page of our stream. What has been gathered of a packet is dropped if the
  /// page is not the one that follows.
  private boolean readPage() throws IOException {
    while (findPage()) {
      boolean first = sequence < 0;
      if (!first && number(14) != serial) {
        continue;
      }
      serial = number(14);
      boolean follows = first || number(18) == sequence + 1;
      sequence = number(18) & Integer.MAX_VALUE;
      boolean continued = (header[5] & CONTINUED) != 0;
      if (!follows || continued != (length > 0 || skipping)) {
        length = 0;
        skipping = continued;
      }
      segment = 0;
      offset = 0;
      return true;
    }
    return false;
  }

  private boolean findPage() throws IOException {
    segments = 0;
    segment = 0;
    while (seekCapture()) {
      in.mark(header.length + lacing.length + body.length);
      if (in.readNBytes(header, 4, HEADER - 4) < HEADER - 4) {
        return false;
      }
      int count = header[26] & 0xFF;
      int size = 0;
      if (in.readNBytes(lacing, 0, count) == count) {
        for (int i = 0; i < count; i++) {
          size += lacing[i] & 0xFF;
        }
        if (in.readNBytes(body, 0, size) == size && sound(count, size)) {
          segments = count;
          return true;
        }
      }
      in.reset(); // no page after all: look on right behind its first bytes
    }
    return false;
  }

  /// Reads up to and including the next `OggS`.
  private boolean seekCapture() throws IOException {
    int window = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      window = (window << Byte.SIZE) | b;
      if (window == 0x4F676753) {
        header[0] = 'O';
        header[1] = 'g';
        header[2] = 'g';
        header[3] = 'S';
        return true;
      }
    }
    return false;
  }

  private boolean sound(int count, int size) {
    int said = number(CHECKSUM);
    Arrays.fill(header, CHECKSUM, CHECKSUM + 4, (byte) 0);
    int crc = OggChecksum.of(0, header, HEADER);
    crc = OggChecksum.of(crc, lacing, count);
    return OggChecksum.of(crc, body, size) == said;
  }

  private int number(int at) {
    return (header[at] & 0xFF)
        | ((header[at + 1] & 0xFF) << 8)
        | ((header[at + 2] & 0xFF) << 16)
        | (header[at + 3] << 24);
  }
}
