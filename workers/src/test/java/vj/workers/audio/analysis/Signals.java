package vj.workers.audio.analysis;

import java.util.Random;

/// Made-up signals of known content, the same on every run.
final class Signals {

  private Signals() {}

  static float[] silence(int rate, double seconds) {
    return new float[(int) (rate * seconds)];
  }

  static float[] sine(int rate, double seconds, double hz, double amplitude) {
    float[] out = silence(rate, seconds);
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / rate));
    }
    return out;
  }

  /// Harmonics falling with their number, up to half the rate.
  static float[] tone(int rate, double seconds, double hz, double amplitude) {
    float[] out = silence(rate, seconds);
    for (int k = 1; k <= 12 && k * hz < 0.45 * rate; k++) {
      for (int i = 0; i < out.length; i++) {
        out[i] += (float) (amplitude / k * Math.sin(2 * Math.PI * k * hz * i / rate));
      }
    }
    return out;
  }

  /// White noise of this RMS.
  static float[] noise(int rate, double seconds, double rms) {
    Random random = new Random(42);
    float[] out = silence(rate, seconds);
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (rms * random.nextGaussian());
    }
    return out;
  }

  static float[] decibels(double decibels, float[] in) {
    float[] out = in.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] *= (float) Math.pow(10, decibels / 20);
    }
    return out;
  }

  static float[] join(float[]... parts) {
    int n = 0;
    for (float[] part : parts) {
      n += part.length;
    }
    float[] out = new float[n];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, out, at, part.length);
      at += part.length;
    }
    return out;
  }

  /// Adds a sound at a moment.
  static void put(float[] into, int at, float[] sound, double gain) {
    for (int i = 0; i < sound.length && at + i < into.length; i++) {
      into[at + i] += (float) (gain * sound[i]);
    }
  }

  static float[] kick(int rate) {
    float[] out = silence(rate, 0.3);
    double phase = 0;
    for (int i = 0; i < out.length; i++) {
      double t = (double) i / rate;
      phase += 2 * Math.PI * (48 + 150 * Math.exp(-t * 35)) / rate;
      double fade = Math.min(1, (0.3 - t) / 0.05);
      out[i] = (float) (0.8 * Math.sin(phase) * Math.exp(-t * 10) * fade);
    }
    return out;
  }

  /// Noise above 7 kHz, dying away.
  static float[] hat(int rate) {
    Random random = new Random(7);
    double cutoff = Math.min(7000, 0.3 * rate);
    Biquad[] sections = {
      Biquad.highPass(cutoff, rate, Biquad.butterworthQ(0, 2)),
      Biquad.highPass(cutoff, rate, Biquad.butterworthQ(1, 2))
    };
    float[] out = silence(rate, 0.08);
    for (int i = 0; i < out.length; i++) {
      double x = random.nextGaussian();
      for (Biquad section : sections) {
        x = section.step(x);
      }
      out[i] = (float) (0.3 * x * Math.exp(-60.0 * i / rate));
    }
    return out;
  }

  static float[] snare(int rate) {
    Random random = new Random(9);
    float[] out = silence(rate, 0.2);
    for (int i = 0; i < out.length; i++) {
      double t = (double) i / rate;
      out[i] =
          (float)
              ((0.4 * Math.sin(2 * Math.PI * 190 * t) + 0.4 * random.nextGaussian())
                  * Math.exp(-t * 20));
    }
    return out;
  }

  /// A kick on every beat and a hat between the beats, the first kick at 0.
  static float[] kickAndHat(int rate, double seconds, double bpm) {
    float[] out = silence(rate, seconds);
    double beat = 60 / bpm * rate;
    for (int b = 0; b * beat < out.length; b++) {
      put(out, (int) (b * beat), kick(rate), 1);
      put(out, (int) ((b + 0.5) * beat), hat(rate), 1);
    }
    return out;
  }

  /// Kick, backbeat and hats under a bass line.
  static float[] groove(int rate, double seconds, double bpm) {
    float[] out = kickAndHat(rate, seconds, bpm);
    double beat = 60 / bpm * rate;
    float[] bass = tone(rate, 0.4 * 60 / bpm, 55, 0.25);
    for (int i = 0; i < bass.length; i++) {
      bass[i] *= (float) (1 - (double) i / bass.length);
    }
    for (int b = 0; b * beat < out.length; b++) {
      put(out, (int) ((b + 0.5) * beat), bass, 1);
      if (b % 2 == 1) {
        put(out, (int) (b * beat), snare(rate), 0.7);
      }
    }
    return out;
  }
}
