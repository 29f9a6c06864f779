package vj.workers.audio.analysis;

/// How much begins in a hop: the mean rise of all bands, those that flutter all the time (noise,
/// reverberation, tremolo) weighing least, so that a soft sound in the quiet bands is heard.
final class Novelty {

  private static final double FLUTTER_SECONDS = 0.5;

  /// A band with a mean rise of 0.05 octaves per hop weighs half as much as one at rest.
  private static final float FLUTTER_COSTS = 20;

  private final float step;
  private final float[] flutter;

  Novelty(int bands, double hopSeconds) {
    flutter = new float[bands];
    step = (float) (hopSeconds / FLUTTER_SECONDS);
  }

  /// @param rises of each band in this hop, 0 or more
  float take(float[] rises) {
    float weights = 0;
    float sum = 0;
    for (int b = 0; b < flutter.length; b++) {
      float weight = 1 / (1 + FLUTTER_COSTS * flutter[b]);
      weights += weight;
      sum += weight * rises[b];
      flutter[b] += (rises[b] - flutter[b]) * step;
    }
    return sum / weights;
  }
}
