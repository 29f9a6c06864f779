package vj.bench.accuracy.corpus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// Chance that repeats itself: the same name gives the same throws, on every machine and JDK, which
/// the generators of the JDK do not promise.
final class Dice {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  static Dice named(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      long seed = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        seed = seed << 8 | (hash[i] & 0xff);
      }
      return new Dice(seed);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Dice of their own, so that more throws here do not change what is thrown there.
  Dice fork() {
    return new Dice(next());
  }

  /// SplitMix64 (Steele, Lea, Flood 2014).
  private long next() {
    state += GOLDEN;
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// 0 ≤ x < 1
  double unit() {
    return (next() >>> 11) * 0x1p-53;
  }

  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /// low ≤ x ≤ high
  int whole(int low, int high) {
    return low + (int) (unit() * (high - low + 1));
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  <T> T of(List<T> choices) {
    return choices.get(whole(0, choices.size() - 1));
  }

  @SafeVarargs
  final <T> T among(T... choices) {
    return choices[whole(0, choices.length - 1)];
  }

  /// White noise, −1..1.
  double noise() {
    return 2 * unit() - 1;
  }

  /// Close to normal: mean 0, deviation 1, never beyond ±3.5.
  double spread() {
    double sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += unit();
    }
    return Math.clamp(sum - 6, -3.5, 3.5);
  }
}
