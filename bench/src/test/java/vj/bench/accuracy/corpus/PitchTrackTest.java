package vj.bench.accuracy.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PitchTrackTest {

  private static final int FRAME = Tape.RATE / 100;

  /// Long enough to count periods of the lowest note.
  private static final int FRAMES = 15;

  @Test
  void toneSwingsAsOftenAsTheTruthSays() {
    assertEquals(0, wrongFrames(PitchTask.Kind.TONE), 0.02);
  }

  @Test
  void glideSwingsAsOftenAsTheTruthSays() {
    assertEquals(0, wrongFrames(PitchTask.Kind.GLIDE), 0.02);
  }

  @Test
  void everyTaskHasItsOwnName() {
    Set<String> names = new HashSet<>();

    PitchTask.MEASURED.forEach(task -> names.add(task.piece().id()));

    assertEquals(PitchTask.MEASURED.size(), names.size());
  }

  /// The share of voiced stretches in which a sine crosses zero too often or too seldom.
  private static double wrongFrames(PitchTask.Kind kind) {
    PitchTrack track = new PitchTrack(new PitchTask(kind, Wave.SINE, 45, 81, 0));
    double[] sound = track.make().tape().samples();
    List<Double> pitches = track.pitches();
    int stretches = 0;
    int wrong = 0;
    for (int i = 0; i + FRAMES < pitches.size(); i++) {
      List<Double> stretch = pitches.subList(i, i + FRAMES);
      if (stretch.stream().allMatch(hz -> hz > 0)) {
        double periods =
            stretch.stream().mapToDouble(Double::doubleValue).sum() * FRAME / Tape.RATE;
        stretches++;
        wrong += Math.abs(rises(sound, i * FRAME, FRAMES * FRAME) - periods) > 1.5 ? 1 : 0;
      }
    }
    assertTrue(stretches > 100);
    return (double) wrong / stretches;
  }

  /// How often the sound comes up through zero.
  private static int rises(double[] sound, int from, int length) {
    int rises = 0;
    for (int i = from + 1; i < from + length; i++) {
      rises += sound[i - 1] < 0 && sound[i] >= 0 ? 1 : 0;
    }
    return rises;
  }
}
