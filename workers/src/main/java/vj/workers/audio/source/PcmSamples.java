package vj.workers.audio.source;

import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;

/// How a sample lies in its bytes.
///
/// @param bytes 1..4 (floats 4 or 8)
record PcmSamples(Kind kind, int bytes, boolean bigEndian) {

  enum Kind {
    SIGNED,
    UNSIGNED,
    FLOAT
  }

  static final PcmSamples S16LE = new PcmSamples(Kind.SIGNED, 2, false);
  static final PcmSamples FLOAT32LE = new PcmSamples(Kind.FLOAT, 4, false);

  /// @return empty for what is not plain samples in whole bytes
  static Optional<PcmSamples> of(AudioFormat format) {
    Encoding encoding = format.getEncoding();
    int bits = format.getSampleSizeInBits();
    int bytes = Math.ceilDiv(bits, Byte.SIZE); // 12 bits lie left-justified in 2 bytes
    boolean whole = format.getFrameSize() == bytes * format.getChannels();
    boolean isFloat = encoding.equals(Encoding.PCM_FLOAT);
    boolean fits = isFloat ? bits == Float.SIZE || bits == Double.SIZE : bits >= 1 && bits <= 32;
    if (!whole || !fits) {
      return Optional.empty();
    }
    if (isFloat) {
      return Optional.of(new PcmSamples(Kind.FLOAT, bytes, format.isBigEndian()));
    }
    if (encoding.equals(Encoding.PCM_SIGNED)) {
      return Optional.of(new PcmSamples(Kind.SIGNED, bytes, format.isBigEndian()));
    }
    return encoding.equals(Encoding.PCM_UNSIGNED)
        ? Optional.of(new PcmSamples(Kind.UNSIGNED, bytes, format.isBigEndian()))
        : Optional.empty();
  }

  /// Turns the first `count` samples of `from` into full scale ±1.
  void read(byte[] from, int count, float[] to) {
    for (int i = 0, at = 0; i < count; i++, at += bytes) {
      to[i] =
          switch (kind) {
            case SIGNED -> integer(from, at) * 0x1p-31f;
            case UNSIGNED -> (integer(from, at) ^ Integer.MIN_VALUE) * 0x1p-31f;
            case FLOAT ->
                bytes == Float.BYTES
                    ? Float.intBitsToFloat(integer(from, at))
                    : (float) Double.longBitsToDouble(bits(from, at));
          };
    }
  }

  /// The sample in the top bits of an int, whatever its width: its sign is then the int's.
  private int integer(byte[] from, int at) {
    return (int) (bits(from, at) << (Integer.SIZE - bytes * Byte.SIZE));
  }

  private long bits(byte[] from, int at) {
    long bits = 0;
    for (int i = 0; i < bytes; i++) {
      int place = bigEndian ? i : bytes - 1 - i;
      bits = (bits << Byte.SIZE) | (from[at + place] & 0xFF);
    }
    return bits;
  }
}
