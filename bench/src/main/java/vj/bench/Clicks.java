package vj.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/// Clicks over quiet noise, 16 bits, one channel: bursts of noise that die away in 20 ms. The same
/// each time. Not thread-safe.
final class Clicks {

  static final int RATE = 44_100;

  private static final double LOUDNESS = 9_000;
  private static final double DECAY_SAMPLES = 0.02 * RATE;
  private static final double FLOOR = 8;

  private final Random random = new Random(42);
  private final byte[] bytes;
  private final ByteBuffer chunk;

  /// @param samples in a chunk
  Clicks(int samples) {
    bytes = new byte[samples * Short.BYTES];
    chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Puts the next sample into the chunk.
  ///
  /// @param sinceClick samples since the last click began
  void add(long sinceClick) {
    double click = LOUDNESS * Math.exp(-sinceClick / DECAY_SAMPLES);
    chunk.putShort((short) (random.nextGaussian() * (click + FLOOR)));
  }

  /// The chunk, which begins anew; reused.
  byte[] chunk() {
    chunk.clear();
    return bytes;
  }

  /// 0..1, from the same dice.
  double chance() {
    return random.nextDouble();
  }
}
