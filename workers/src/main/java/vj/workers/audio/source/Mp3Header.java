package vj.workers.audio.source;

import java.io.IOException;
import java.io.InputStream;

/// The four bytes before each frame of MPEG audio, as far as they tell where the next frame is.
///
/// @param bytes length of the whole frame
/// @param samples per channel
/// @param sideInfo bytes between the header and where a Xing tag would be
/// @param key what stays the same from frame to frame of one file: version, layer, rate
record Mp3Header(int bytes, int samples, int sideInfo, int key) {

  static final int SIZE = 4;

  /// How much of something else may lie before the first frame.
  private static final int SEARCHED = 1 << 16;

  private static final int LONGEST = 2881;
  private static final int[] RATES = {44100, 48000, 32000};
  private static final int[][] KILOBITS = {
    {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448}, // MPEG 1, layer I
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384}, // MPEG 1, layer II
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}, // MPEG 1, layer III
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256}, // MPEG 2, layer I
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}, // MPEG 2, layers II, III
  };

  /// Moves `in` to the first frame that is followed by another of its kind: four bytes that look
  /// like a header occur in anything.
  static boolean seek(InputStream in) throws IOException {
    in.mark(SEARCHED + 2 * LONGEST);
    byte[] start = in.readNBytes(SEARCHED + LONGEST);
    in.reset();
    for (int at = 0; at < Math.min(SEARCHED, start.length - SIZE); at++) {
      Mp3Header header = at(start, at);
      if (header.bytes > 0 && at + header.bytes + SIZE <= start.length) {
        Mp3Header following = at(start, at + header.bytes);
        if (following.bytes > 0 && following.key == header.key) {
          in.skipNBytes(at);
          return true;
        }
      }
    }
    return false;
  }

  /// @return a header of 0 bytes if there is none at `at`
  static Mp3Header at(byte[] from, int at) {
    int word =
        ((from[at] & 0xFF) << 24)
            | ((from[at + 1] & 0xFF) << 16)
            | ((from[at + 2] & 0xFF) << 8)
            | (from[at + 3] & 0xFF);
    int version = (word >>> 19) & 3; // 3 = MPEG 1, 2 = MPEG 2, 0 = MPEG 2.5
    int layer = 4 - ((word >>> 17) & 3); // 1..3
    int rateIndex = (word >>> 10) & 3;
    int bitrateIndex = (word >>> 12) & 15;
    boolean sync = (word >>> 21) == 0x7FF;
    if (!sync || version == 1 || layer > 3 || rateIndex > 2 || bitrateIndex % 15 == 0) {
      return new Mp3Header(0, 0, 0, 0);
    }
    boolean first = version == 3;
    int rate = RATES[rateIndex] >> (first ? 0 : version == 2 ? 1 : 2);
    int kilobits = KILOBITS[first ? layer - 1 : Math.min(layer, 2) + 2][bitrateIndex];
    int padding = (word >>> 9) & 1;
    int samples = layer == 1 ? 384 : layer == 2 || first ? 1152 : 576;
    int bytes =
        layer == 1
            ? (12_000 * kilobits / rate + padding) * 4
            : samples / 8 * 1000 * kilobits / rate + padding;
    boolean mono = ((word >>> 6) & 3) == 3;
    int sideInfo = first ? (mono ? 17 : 32) : mono ? 9 : 17;
    return new Mp3Header(bytes, samples, sideInfo, (version << 4) | (layer << 2) | rateIndex);
  }
}
