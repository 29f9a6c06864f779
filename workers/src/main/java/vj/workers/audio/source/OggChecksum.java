package vj.workers.audio.source;

/// The checksum of an Ogg page: CRC-32 with polynomial 04C11DB7, most significant bit first, begun
/// with 0 and not inverted (the JDK's is the mirrored, inverted one).
final class OggChecksum {

  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final int[] TABLE = table();

  private OggChecksum() {}

  static int of(int crc, byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      crc = (crc << 8) ^ TABLE[(crc >>> 24) ^ (bytes[i] & 0xFF)];
    }
    return crc;
  }

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc << 1) ^ (crc < 0 ? POLYNOMIAL : 0);
      }
      table[i] = crc;
    }
    return table;
  }
}
