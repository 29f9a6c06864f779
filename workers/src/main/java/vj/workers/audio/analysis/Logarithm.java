package vj.workers.audio.analysis;

/// Base-2 logarithm by table: exponent bits plus a look-up of the mantissa, off by less than
/// 0.0008, several times faster than [Math#log].
final class Logarithm {

  private static final int BITS = 10;

  private final float[] mantissa = new float[1 << BITS];

  Logarithm() {
    for (int i = 0; i < mantissa.length; i++) {
      mantissa[i] = (float) (Math.log(1 + (i + 0.5) / mantissa.length) / Math.log(2));
    }
  }

  /// @param x positive, finite and not denormal
  float log2(float x) {
    int bits = Float.floatToRawIntBits(x);
    return (bits >>> 23) - 127 + mantissa[(bits >>> (23 - BITS)) & (mantissa.length - 1)];
  }

  /// Of an amplitude squared.
  ///
  /// @param power negative or tiny values count as −150 dB
  float decibels(float power) {
    return power < 1e-15f ? -150 : 3.0103f * log2(power);
  }
}
