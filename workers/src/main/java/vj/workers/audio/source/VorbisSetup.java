package vj.workers.audio.source;

import com.jcraft.jogg.Buffer;
import java.io.IOException;

/// Adds up what jorbis would allocate for a setup header, before it does. It believes every number:
/// a header of some bytes can ask for gigabytes, and a worker that runs out of memory is ended.
///
/// Reads the header as jorbis does (Vorbis I, section 4.2.4; but for the width of coupled channels,
/// where it differs) and checks only what makes memory or time grow.
final class VorbisSetup {

  /// What encoders write takes 0.1 to 1.2 MB; the worker's heap is 32 MB.
  static final long MOST_BYTES = 6 << 20;

  private static final int BOOK_MARK = 0x564342;

  /// Encoders use up to 8. From 32 on jorbis counts for ever when it looks for a root.
  private static final int MOST_DIMENSIONS = 24;

  /// In jorbis, of a code book: for each entry its length, its code word, its nodes and a share of
  /// the table of short words; for each number its quantised and its real value.
  private static final int ENTRY_BYTES = 40;

  private static final int NUMBER_BYTES = 8;

  private static final int ARRAY_BYTES = 24;

  private final Buffer bits = new Buffer();
  private final int channels;
  private long bytes;
  private int[] bookDimensions = new int[0];
  private long[] floorBytes = new long[0];
  private long[] residueBytes = new long[0];

  private VorbisSetup(int channels) {
    this.channels = channels;
  }

  /// @param packet a whole setup header, with its mark
  /// @return bytes, about
  /// @throws IOException when it asks for more than [#MOST_BYTES], or ends too soon
  static long bytes(byte[] packet, int length, int channels) throws IOException {
    VorbisSetup setup = new VorbisSetup(channels);
    setup.bits.readinit(packet, 0, length);
    setup.skip(7, Byte.SIZE); // type, "vorbis"
    setup.books();
    setup.skip(setup.read(6) + 1, 16); // time domain transforms, none of which exists
    setup.floors();
    setup.residues();
    setup.modes(setup.mappings());
    return setup.bytes;
  }

  private void books() throws IOException {
    bookDimensions = new int[read(8) + 1];
    for (int book = 0; book < bookDimensions.length; book++) {
      check(read(24) == BOOK_MARK);
      int dimensions = read(16);
      int entries = read(24);
      check(dimensions >= 1 && dimensions <= MOST_DIMENSIONS);
      bookDimensions[book] = dimensions;
      allocate((long) entries * (ENTRY_BYTES + NUMBER_BYTES * dimensions));
      if (read(1) == 1) {
        orderedLengths(entries);
      } else {
        lengths(entries);
      }
      int lookup = read(4);
      check(lookup <= 2);
      if (lookup > 0) {
        skip(2, 32);
        int width = read(4) + 1;
        skip(1, 1);
        long numbers = lookup == 1 ? root(entries, dimensions) : (long) entries * dimensions;
        skip(numbers, width);
      }
    }
  }

  private void orderedLengths(int entries) throws IOException {
    skip(1, 5);
    for (int i = 0; i < entries; ) {
      i += read(width(entries - i));
    }
  }

  private void lengths(int entries) throws IOException {
    boolean sparse = read(1) == 1;
    for (int i = 0; i < entries; i++) {
      if (!sparse || read(1) == 1) {
        skip(1, 5);
      }
    }
  }

  /// The largest number whose power does not exceed `entries`.
  private static long root(int entries, int dimensions) {
    long root = 0;
    while (Math.pow(root + 1, dimensions) <= entries) {
      root++;
    }
    return root;
  }

  private void floors() throws IOException {
    floorBytes = new long[read(6) + 1];
    for (int floor = 0; floor < floorBytes.length; floor++) {
      int type = read(16);
      check(type <= 1);
      if (type == 0) {
        skip(1, 8 + 16 + 16 + 6 + 8);
        skip(read(4) + 1, 8);
        floorBytes[floor] = 4 * 16_384; // its map: half the longest block there can be
      } else {
        floor1();
        floorBytes[floor] = 1024;
      }
    }
  }

  private void floor1() throws IOException {
    int[] classes = new int[read(5)];
    int count = 0;
    for (int i = 0; i < classes.length; i++) {
      classes[i] = read(4);
      count = Math.max(count, classes[i] + 1);
    }
    int[] points = new int[count];
    for (int i = 0; i < count; i++) {
      points[i] = read(3) + 1;
      int subclasses = read(2);
      skip((subclasses > 0 ? 1 : 0) + (1 << subclasses), 8);
    }
    skip(1, 2);
    int width = read(4);
    for (int each : classes) {
      skip(points[each], width);
    }
  }

  private void residues() throws IOException {
    residueBytes = new long[read(6) + 1];
    for (int residue = 0; residue < residueBytes.length; residue++) {
      check(read(16) <= 2);
      int begin = read(24);
      int end = read(24);
      int partition = read(24) + 1;
      int classes = read(6) + 1;
      int book = read(8);
      check(book < bookDimensions.length);
      int cascaded = 0;
      for (int i = 0; i < classes; i++) {
        int passes = read(3);
        cascaded += Integer.bitCount(read(1) == 1 ? (read(5) << 3) | passes : passes);
      }
      skip(cascaded, 8);
      int dimensions = bookDimensions[book];
      double words = Math.pow(classes, dimensions);
      residueBytes[residue] = (long) (words * (ARRAY_BYTES + Integer.BYTES * dimensions));
      allocate(residueBytes[residue]); // once too often, so that no sum of them overflows
      long parts = Math.max(0, end - begin) / partition;
      allocate(parts * channels * 2L * Integer.BYTES);
    }
  }

  private long[] mappings() throws IOException {
    long[] mappingBytes = new long[read(6) + 1];
    for (int mapping = 0; mapping < mappingBytes.length; mapping++) {
      check(read(16) == 0);
      int submaps = read(1) == 1 ? read(4) + 1 : 1;
      if (read(1) == 1) {
        int channelWidth = width(channels) - 1; // by the standard width(channels - 1)
        skip(read(8) + 1, 2 * channelWidth);
      }
      skip(1, 2);
      skip(submaps > 1 ? channels : 0, 4);
      for (int i = 0; i < submaps; i++) {
        skip(1, 8);
        int floor = read(8);
        int residue = read(8);
        check(floor < floorBytes.length && residue < residueBytes.length);
        mappingBytes[mapping] += floorBytes[floor] + residueBytes[residue];
      }
    }
    return mappingBytes;
  }

  /// jorbis prepares floors and residues anew for each mode.
  private void modes(long[] mappingBytes) throws IOException {
    for (int left = read(6) + 1; left > 0; left--) {
      skip(1, 1 + 16 + 16);
      int mapping = read(8);
      check(mapping < mappingBytes.length);
      allocate(mappingBytes[mapping]);
    }
  }

  private void allocate(long more) throws IOException {
    bytes += more;
    if (more > MOST_BYTES || bytes > MOST_BYTES) {
      throw new IOException(
          "has a header that asks for more than %d MB of tables".formatted(MOST_BYTES >> 20));
    }
  }

  private static int width(int number) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(number);
  }

  private void skip(long fields, int width) throws IOException {
    for (long left = fields * width; left > 0; left -= Byte.SIZE) {
      int _ = read((int) Math.min(left, Byte.SIZE));
    }
  }

  /// @param count of bits, at most 24
  private int read(int count) throws IOException {
    int value = bits.read(count);
    check(value >= 0);
    return value;
  }

  private static void check(boolean sound) throws IOException {
    if (!sound) {
      throw new IOException("has a damaged header");
    }
  }
}
