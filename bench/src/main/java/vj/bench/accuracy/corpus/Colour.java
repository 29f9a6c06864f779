package vj.bench.accuracy.corpus;

import java.util.Random;

/// What happens to music on its way to us: a room, a wall, a noisy line. Each takes a sound and
/// gives another one of the same length, none delays it.
final class Colour {

  /// Of a hall: lengths of the echoing loops in samples, without common divisors.
  private static final int[] LOOPS = {1687, 1601, 2053, 2251};

  private Colour() {}

  /// @param decay how much of the sound comes back after each loop, 0 to 1
  /// @param wet share of the room in the mix, 0 to 1
  static Sound inRoom(Sound dry, double decay, double wet) {
    float[] in = dry.samples();
    float[] out = new float[in.length];
    for (int loop : LOOPS) {
      float[] echo = new float[loop];
      for (int i = 0; i < in.length; i++) {
        int k = i % loop;
        float back = echo[k];
        out[i] += (float) (back * wet / LOOPS.length);
        echo[k] = (float) (in[i] + decay * back);
      }
    }
    for (int i = 0; i < in.length; i++) {
      out[i] += (float) (in[i] * (1 - wet / 2));
    }
    return new Sound(out);
  }

  /// Two poles at `hz`.
  static Sound lowPassed(Sound sound, double hz) {
    double a = 1 - Math.exp(-2 * Math.PI * hz / Sound.RATE);
    float[] out = sound.samples().clone();
    double first = 0;
    double second = 0;
    for (int i = 0; i < out.length; i++) {
      first += a * (out[i] - first);
      second += a * (first - second);
      out[i] = (float) second;
    }
    return new Sound(out);
  }

  /// Noise that gets weaker towards the treble, as that of rooms and people.
  ///
  /// @param decibels how far the noise lies below the sound
  static Sound withNoise(Sound sound, double decibels, Random random) {
    float[] noise = new float[sound.samples().length];
    double slow = 0;
    for (int i = 0; i < noise.length; i++) {
      double white = random.nextGaussian();
      slow += 0.02 * (white - slow);
      noise[i] = (float) (0.3 * white + 7 * slow);
    }
    double gain = sound.rms() / new Sound(noise).rms() * Math.pow(10, -decibels / 20);
    float[] out = sound.samples().clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += (float) (noise[i] * gain);
    }
    return new Sound(out);
  }
}
