package vj.workers.audio.analysis;

/// The mean square of one low band, by a Butterworth band-pass of eighth order at either edge: at
/// 20 to 500 Hz a transform with bins fine enough would answer 50 ms later.
final class BandPass {

  private static final int SECTIONS = 4;

  private final Biquad[] sections = new Biquad[2 * SECTIONS];

  BandPass(double lowHz, double highHz, double rate) {
    for (int i = 0; i < SECTIONS; i++) {
      double q = Biquad.butterworthQ(i, SECTIONS);
      sections[2 * i] = Biquad.highPass(lowHz, rate, q);
      sections[2 * i + 1] = Biquad.lowPass(highHz, rate, q);
    }
  }

  float meanSquare(float[] block, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double x = block[i];
      for (Biquad section : sections) {
        x = section.step(x);
      }
      sum += x * x;
    }
    for (Biquad section : sections) {
      section.settle();
    }
    return (float) (sum / count);
  }
}
