package vj.bench.accuracy.learn;

import java.util.Random;

/// The sounds of one [Sketch], each tuned at random once.
final class SketchSounds {

  private final Random random;
  private final int rate;
  private final float[] kick;
  private final float[] snare;
  private final float[] hat;
  private final double bassHz;
  private final double chordHz;

  /// One period of a voice of the chord.
  private final float[] period = new float[2048];

  SketchSounds(Random random, int rate) {
    this.random = random;
    this.rate = rate;
    kick = makeKick(42 + 20 * random.nextDouble(), 6 + 10 * random.nextDouble());
    snare = makeSnare(160 + 80 * random.nextDouble(), 15 + 20 * random.nextDouble());
    hat = makeHat(40 + 60 * random.nextDouble());
    bassHz = 40 + 40 * random.nextDouble();
    chordHz = 180 + 300 * random.nextDouble();
    int harmonics = 2 + random.nextInt(10);
    for (int i = 0; i < period.length; i++) {
      for (int k = 1; k <= harmonics; k++) {
        period[i] += (float) (Math.sin(2 * Math.PI * k * i / period.length) / k);
      }
    }
  }

  private float[] samples(double seconds) {
    return new float[(int) (seconds * rate)];
  }

  private float[] makeKick(double hz, double fall) {
    float[] out = samples(0.3);
    double phase = 0;
    for (int i = 0; i < out.length; i++) {
      double t = (double) i / rate;
      phase += 2 * Math.PI * (hz + 150 * Math.exp(-t * 35)) / rate;
      out[i] = (float) (Math.sin(phase) * Math.exp(-t * fall) * Math.min(1, (0.3 - t) / 0.05));
    }
    return out;
  }

  private float[] makeSnare(double hz, double fall) {
    float[] out = samples(0.25);
    for (int i = 0; i < out.length; i++) {
      double t = (double) i / rate;
      double tone = 0.5 * Math.sin(2 * Math.PI * hz * t) + 0.5 * random.nextGaussian();
      out[i] = (float) (tone * Math.exp(-t * fall));
    }
    return out;
  }

  private float[] makeHat(double fall) {
    float[] out = samples(0.1);
    double before = 0;
    for (int i = 0; i < out.length; i++) {
      double now = random.nextGaussian();
      out[i] = (float) ((now - before) * Math.exp(-fall * i / rate));
      before = now;
    }
    return out;
  }

  float[] kick() {
    return kick;
  }

  float[] snare() {
    return snare;
  }

  float[] hat() {
    return hat;
  }

  float[] bass(double seconds) {
    float[] out = samples(seconds);
    for (int i = 0; i < out.length; i++) {
      double phase = 2 * Math.PI * bassHz * i / rate;
      double fade = 1 - (double) i / out.length;
      out[i] = (float) (fade * (Math.sin(phase) + 0.5 * Math.sin(2 * phase)));
    }
    return out;
  }

  /// A triad.
  ///
  /// @param from part of its loudness that it begins with
  /// @param rise factor of its pitch at the end
  float[] chord(double seconds, double from, double rise) {
    float[] out = samples(seconds);
    double[] ratios = {1, 1.26, 1.5};
    double slope = (rise - 1) / out.length;
    for (double ratio : ratios) {
      double place = 0;
      for (int i = 0; i < out.length; i++) {
        place += period.length * chordHz * ratio * (1 + slope * i) / rate;
        double loud = from + (1 - from) * i / out.length;
        out[i] += (float) (period[(int) place % period.length] * loud / ratios.length);
      }
    }
    return out;
  }

  /// Noise that grows, and brightens in half of all sketches.
  float[] riser(double seconds) {
    float[] out = samples(seconds);
    double shape = 0.7 + 1.5 * random.nextDouble();
    double brightest = random.nextBoolean() ? 0.9 : 0;
    double before = 0;
    double low = 0;
    for (int i = 0; i < out.length; i++) {
      double x = (double) i / out.length;
      double now = random.nextGaussian();
      double bright = now - brightest * before;
      low += (bright - low) * (brightest > 0 ? 1 : 0.02 + 0.9 * x * x);
      out[i] = (float) (low * Math.pow(x, shape));
      before = now;
    }
    return out;
  }
}
