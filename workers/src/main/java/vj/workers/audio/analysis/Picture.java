package vj.workers.audio.analysis;

/// The spectrum for the eye: amplitude per band over the full scale of [Levels], raised towards the
/// top as music falls there.
final class Picture {

  private static final double RISE_DECIBELS_PER_BAND = 0.3;

  /// A band carries part of the whole only.
  private static final double GAIN = 1.6;

  private static final float KNEE = 0.05f;
  private static final float RELEASE = 0.8f;

  private final float[] tilt = new float[Features.SPECTRUM];

  Picture() {
    for (int b = 0; b < tilt.length; b++) {
      tilt[b] = (float) (GAIN * Math.pow(10, RISE_DECIBELS_PER_BAND * b / 20));
    }
  }

  /// @param power mean square per band
  /// @param fullScale amplitude
  void take(float[] power, float fullScale, float[] out) {
    for (int b = 0; b < out.length; b++) {
      float ratio = tilt[b] * (float) Math.sqrt(power[b]) / fullScale;
      float value = Math.max(0, Math.min(1, (ratio - KNEE) / (1 - KNEE)));
      float faded = out[b] * RELEASE;
      out[b] = Math.max(value, faded < 1e-3f ? 0 : faded);
    }
  }
}
