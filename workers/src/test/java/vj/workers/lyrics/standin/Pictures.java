package vj.workers.lyrics.standin;

import java.util.HexFormat;

/// The smallest that count as pictures.
public final class Pictures {

  /// One transparent pixel.
  public static final byte[] PNG =
      hex(
          "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
              + "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082");

  public static final byte[] JPEG_START = hex("ffd8ffe000104a46494600010100000100010000");

  public static final byte[] WEBP_START = hex("524946461a000000574542505650384c0d000000");

  private Pictures() {}

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
