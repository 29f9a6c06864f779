package vj.workers.audio.analysis;

import be.tarsos.dsp.util.fft.FFT;
import be.tarsos.dsp.util.fft.HannWindow;

/// Power per frequency bin of the newest samples of a [History], in mean-square units: a sine of
/// amplitude `a` adds up to `a²/2` over its bins.
final class PowerSpectrum {

  private final float[] window;
  private final FFT fft;
  private final float[] work;
  private final float[] power;
  private final float scale;

  private PowerSpectrum(float[] window) {
    this.window = window;
    fft = new FFT(window.length);
    work = new float[window.length];
    power = new float[window.length / 2];
    double square = 0;
    for (float w : window) {
      square += w * w;
    }
    scale = (float) (2 / (window.length * square));
  }

  static PowerSpectrum hann(int size) {
    return new PowerSpectrum(new HannWindow().generateCurve(size));
  }

  /// A window that rises over three quarters of its length and falls over the last: it sees what is
  /// new after half the time that a symmetric one needs, with bins as narrow.
  static PowerSpectrum early(int size) {
    float[] window = new float[size];
    int fall = size / 4;
    int rise = size - fall;
    float[] slow = new HannWindow().generateCurve(2 * rise);
    float[] fast = new HannWindow().generateCurve(2 * fall);
    System.arraycopy(slow, 0, window, 0, rise);
    System.arraycopy(fast, fall, window, rise, fall);
    return new PowerSpectrum(window);
  }

  void take(History history) {
    float[] samples = history.samples();
    int from = samples.length - window.length;
    for (int i = 0; i < window.length; i++) {
      work[i] = samples[from + i] * window[i];
    }
    fft.forwardTransform(work);
    power[0] = 0;
    for (int k = 1; k < power.length; k++) {
      float re = work[2 * k];
      float im = work[2 * k + 1];
      power[k] = (re * re + im * im) * scale;
    }
  }

  /// Live view of the bins below half the sample rate; bin 0 (the mean) reads 0.
  float[] power() {
    return power;
  }

  int size() {
    return window.length;
  }
}
