package vj.workers.audio.analysis;

import java.util.Arrays;
import java.util.List;

/// How likely a beat, a downbeat and each tempo are in each frame, given all that was heard until
/// then: a [Gated] network with a distribution over tempos beside the beat, as Böck and Davies
/// (2020) do with larger ones. Taught on music with known beats.
public final class BeatNetwork {

  static final String RESOURCE = "beat.network";

  /// Beats are learned to show this long after they sound, when their attack has been seen.
  public static final double DELAY_SECONDS = 0.015;

  public static final int BEAT = 0;
  public static final int DOWNBEAT = 1;
  public static final int TEMPI_FROM = 2;

  /// Eight tempos per octave.
  public static final int TEMPI = 17;

  public static final Gated.Shape SHAPE = new Gated.Shape(BeatInput.SIZE, TEMPI_FROM, TEMPI);
  private static final double SLOWEST_BPM = 54;

  private final Gated[] members;
  private final float[] mean = new float[SHAPE.outputs()];

  private BeatNetwork(List<Gated> members) {
    this.members = members.toArray(new Gated[0]);
  }

  static BeatNetwork load() {
    return new BeatNetwork(Gated.loadAll(RESOURCE, SHAPE));
  }

  void take(float[] input) {
    Arrays.fill(mean, 0);
    for (Gated member : members) {
      member.take(input);
      for (int o = 0; o < mean.length; o++) {
        mean[o] += member.output(o) / members.length;
      }
    }
  }

  void reset() {
    for (Gated member : members) {
      member.reset();
    }
  }

  /// Where a tempo lies among the [#TEMPI], between two of them as a rule.
  public static double tempoIndex(double bpm) {
    double index = Math.log(bpm / SLOWEST_BPM) / Math.log(2) * 8;
    return Math.max(0, Math.min(TEMPI - 1, index));
  }

  /// Probability of a tempo, interpolated.
  float tempo(double index) {
    int low = Math.min(TEMPI - 2, (int) index);
    float part = (float) (index - low);
    return mean[TEMPI_FROM + low] * (1 - part) + mean[TEMPI_FROM + low + 1] * part;
  }

  /// Probability of a beat in the last frame.
  float beat() {
    return mean[BEAT];
  }

  /// Probability of a downbeat in the last frame.
  float downbeat() {
    return mean[DOWNBEAT];
  }
}
