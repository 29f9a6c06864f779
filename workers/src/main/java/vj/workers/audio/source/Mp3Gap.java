package vj.workers.audio.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What to leave out of an MP3 so that its beats are where they were before it was encoded.
///
/// @param tagged the first frame holds no sound but a Xing or Info tag
/// @param skipped frames at the beginning that encoder and decoder have added
/// @param length frames of sound after those; −1 if the file does not say
record Mp3Gap(boolean tagged, int skipped, long length) {

  /// What every decoder adds by construction: 528 samples of the filter bank and one more.
  private static final int DECODER = 529;

  /// What LAME adds; files without its tag are mostly made by it or behave alike, and being wrong
  /// here by a few milliseconds is better than being late by 13 for certain.
  private static final int ENCODER = 576;

  private static final int HAS_FRAMES = 1;
  private static final int HAS_BYTES = 2;
  private static final int HAS_TABLE = 4;
  private static final int HAS_QUALITY = 8;
  private static final int TABLE = 100;

  /// Offset of the delays within LAME's part of the tag.
  private static final int DELAYS = 21;

  private static final Mp3Gap UNKNOWN = new Mp3Gap(false, DECODER + ENCODER, -1);

  /// @param first the beginning of the first frame
  static Mp3Gap of(byte[] first) {
    Mp3Header header = Mp3Header.at(first, 0);
    int at = Mp3Header.SIZE + header.sideInfo();
    if (at + 8 > first.length) {
      return UNKNOWN;
    }
    ByteBuffer tag = ByteBuffer.wrap(first);
    String name = new String(first, at, 4, StandardCharsets.ISO_8859_1);
    if (!name.equals("Xing") && !name.equals("Info")) {
      return UNKNOWN;
    }
    int flags = tag.getInt(at + 4);
    int framesAt = at + 8;
    int lame =
        framesAt
            + ((flags & HAS_FRAMES) != 0 ? 4 : 0)
            + ((flags & HAS_BYTES) != 0 ? 4 : 0)
            + ((flags & HAS_TABLE) != 0 ? TABLE : 0)
            + ((flags & HAS_QUALITY) != 0 ? 4 : 0);
    if (lame + DELAYS + 3 > first.length || first[lame] == 0) {
      return new Mp3Gap(true, UNKNOWN.skipped, -1);
    }
    int delays = tag.getInt(lame + DELAYS - 1) & 0xFFFFFF;
    int before = delays >>> 12;
    int after = delays & 0xFFF;
    long all =
        (flags & HAS_FRAMES) == 0 ? 0 : (tag.getInt(framesAt) & 0xFFFFFFFFL) * header.samples();
    long length = all - before - after;
    return new Mp3Gap(true, before + DECODER, length > 0 ? length : -1);
  }
}
