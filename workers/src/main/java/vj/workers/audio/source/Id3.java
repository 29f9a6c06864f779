package vj.workers.audio.source;

import java.io.IOException;
import java.io.InputStream;

/// The ID3v2 tags before the sound, whose covers may be larger than the worker's whole heap: they
/// are skipped, never loaded.
final class Id3 {

  private static final int HEADER = 10;
  private static final int FOOTER_FLAG = 0x10;

  private Id3() {}

  /// Leaves `in`, which supports marks, behind all tags.
  static void skip(InputStream in) throws IOException {
    while (true) {
      in.mark(HEADER);
      byte[] head = in.readNBytes(HEADER);
      if (head.length < HEADER || head[0] != 'I' || head[1] != 'D' || head[2] != '3') {
        in.reset();
        return;
      }
      long size = 0;
      for (int i = 6; i < HEADER; i++) {
        size = (size << 7) | (head[i] & 0x7F);
      }
      // Some writers count wrong: at the end of the file there is simply nothing left to play.
      long left = size + ((head[5] & FOOTER_FLAG) != 0 ? HEADER : 0);
      for (long skipped = 1; left > 0 && skipped > 0; left -= skipped) {
        skipped = in.skip(left);
      }
    }
  }
}
