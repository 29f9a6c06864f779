package vj.workers.audio.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class StructureTest {

  private static final int RATE = 44100;
  private static final double GROOVE_SECONDS = 16;
  private static final double BREAK_SECONDS = 8;
  private static final double BUILD_SECONDS = 8;

  /// Groove, break of a soft chord, build-up of snares and a rising noise without bass, drop.
  private static float[] track() {
    double bpm = 120;
    float[] chord = Signals.decibels(-14, Signals.tone(RATE, BREAK_SECONDS, 440, 0.5));
    float[] build = Signals.decibels(-14, Signals.tone(RATE, BUILD_SECONDS, 440, 0.5));
    Random random = new Random(3);
    double before = 0;
    for (int i = 0; i < build.length; i++) {
      double x = (double) i / build.length;
      double now = random.nextGaussian();
      build[i] += (float) (0.15 * Math.pow(x, 1.5) * (now - 0.9 * before));
      before = now;
    }
    for (int i = 0; i < 32; i++) {
      int at = (int) (build.length * (i < 8 ? i / 16.0 : 0.5 + (i - 8) / 48.0));
      float[] snare = Signals.snare(RATE);
      for (int k = 0; k < snare.length && at + k < build.length; k++) {
        build[at + k] += 0.3f * snare[k];
      }
    }
    return Signals.join(
        Signals.groove(RATE, GROOVE_SECONDS, bpm),
        chord,
        build,
        Signals.groove(RATE, GROOVE_SECONDS, bpm));
  }

  private record Heard(
      List<Double> drops, int buildUps, double buildUpInBuild, double buildUpElsewhere) {}

  private static Heard hear(float[] samples) {
    Listener listener = new Listener(RATE);
    List<Double> drops = new ArrayList<>();
    boolean[] was = new boolean[2];
    int[] buildUps = {0};
    double[] time = new double[2];
    double from = GROOVE_SECONDS + BREAK_SECONDS;
    double to = from + BUILD_SECONDS;
    double hop = (double) listener.analyzer.hop() / RATE;
    listener.hear(
        samples,
        f -> {
          double now = (double) f.position / RATE;
          if (f.drop && !was[0]) {
            drops.add(now);
          }
          buildUps[0] += f.buildUp && !was[1] ? 1 : 0;
          was[0] = f.drop;
          was[1] = f.buildUp;
          if (f.buildUp) {
            time[now > from && now < to ? 0 : 1] += hop;
          }
        });
    return new Heard(drops, buildUps[0], time[0], time[1]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -12, -30})
  void findsTheBuildUpAndTheDropAtAnyGain(double decibels) {
    Heard heard = hear(Signals.decibels(decibels, track()));

    double drop = GROOVE_SECONDS + BREAK_SECONDS + BUILD_SECONDS;
    assertEquals(1, heard.drops().size(), heard.toString());
    assertEquals(drop + 0.07, heard.drops().get(0), 0.07);
    assertTrue(heard.buildUpInBuild() > 0.4 * BUILD_SECONDS, heard.toString());
    assertTrue(heard.buildUps() <= 2, heard.toString());
    assertTrue(heard.buildUpElsewhere() < 0.9 * BREAK_SECONDS, heard.toString());
  }

  @Test
  void theDecisionsDoNotDependOnTheGain() {
    List<String> loud = decisions(track());
    List<String> quiet = decisions(Signals.decibels(-30, track()));

    assertEquals(loud, quiet);
  }

  /// What was shown from when, in tenths of a second.
  private static List<String> decisions(float[] samples) {
    Listener listener = new Listener(RATE);
    List<String> decisions = new ArrayList<>();
    String[] last = {""};
    listener.hear(
        samples,
        f -> {
          String now = (f.buildUp ? "build-up" : "") + (f.drop ? "drop" : "");
          if (!now.equals(last[0])) {
            decisions.add("%.1f %s".formatted((double) f.position / RATE, now));
            last[0] = now;
          }
        });
    return decisions;
  }

  @ParameterizedTest
  @ValueSource(doubles = {90, 126, 174})
  void minutesOfEvenGrooveHaveNeither(double bpm) {
    Heard heard = hear(Signals.groove(RATE, 180, bpm));

    assertEquals(List.of(), heard.drops());
    assertTrue(heard.buildUpElsewhere() + heard.buildUpInBuild() < 2, heard.toString());
  }

  @Test
  void theSecondDropIsFoundAsTheFirst() {
    Heard heard = hear(Signals.join(track(), track()));

    double drop = GROOVE_SECONDS + BREAK_SECONDS + BUILD_SECONDS;
    assertEquals(2, heard.drops().size(), heard.toString());
    assertEquals(drop + 0.07, heard.drops().get(0), 0.07);
    assertEquals(drop + GROOVE_SECONDS + drop + 0.07, heard.drops().get(1), 0.07);
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 8, 40})
  void musicThatStopsAndGoesOnDoesNotDrop(double seconds) {
    float[] groove = Signals.groove(RATE, 20, 126);

    Heard heard = hear(Signals.join(groove, Signals.silence(RATE, seconds), groove));

    assertEquals(List.of(), heard.drops());
  }

  @Test
  void aTrackThatBeginsInFullDoesNotDrop() {
    float[] track = Signals.join(Signals.silence(RATE, 2), Signals.groove(RATE, 12, 140));

    Heard heard = hear(track);

    assertEquals(List.of(), heard.drops());
    assertEquals(0, heard.buildUps());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.25, 0.05})
  void aLongRampIsABuildUpAtAnyGain(double gain) {
    float[] ramp = Signals.groove(RATE, 16, 120);
    for (int i = 0; i < ramp.length; i++) {
      double x = (double) i / ramp.length;
      ramp[i] *= (float) (gain * (0.05 + 0.95 * x * x));
    }
    Listener listener = new Listener(RATE);
    listener.hear(Signals.decibels(20 * Math.log10(0.05 * gain), Signals.groove(RATE, 6, 120)));
    int[] hops = new int[2];
    float[] highestTrend = {0};

    listener.hear(
        ramp,
        f -> {
          hops[0]++;
          hops[1] += f.buildUp ? 1 : 0;
          highestTrend[0] = Math.max(highestTrend[0], f.energyTrend);
        });

    assertTrue(hops[1] > 0.2 * hops[0], hops[1] + " of " + hops[0]);
    assertTrue(highestTrend[0] > 0.3 && highestTrend[0] <= 1, "trend " + highestTrend[0]);
  }

  @Test
  void brightnessAndTrendDoNotDependOnTheGain() {
    float[] track = track();
    List<Float> loud = new ArrayList<>();
    List<Float> quiet = new ArrayList<>();

    new Listener(RATE).hear(track, f -> loud.add(f.brightness + 10 * f.energyTrend));
    new Listener(RATE)
        .hear(Signals.decibels(-24, track), f -> quiet.add(f.brightness + 10 * f.energyTrend));

    for (int i = 2000; i < loud.size(); i++) {
      assertEquals(loud.get(i), quiet.get(i), 0.2);
    }
  }

  @Test
  void brightnessTellsDullFromBright() {
    Listener dull = new Listener(RATE);
    Listener bright = new Listener(RATE);

    float low = dull.hear(Signals.sine(RATE, 2, 100, 0.3)).brightness;
    float high = bright.hear(Signals.sine(RATE, 2, 6000, 0.3)).brightness;

    assertTrue(low < 0.4 && high > 0.7, low + " and " + high);
  }

  @Test
  void silenceIsNeitherBuildUpNorDrop() {
    Listener listener = new Listener(RATE);
    listener.hear(Signals.groove(RATE, 10, 120));

    Features features = listener.hear(Signals.silence(RATE, 10));

    assertFalse(features.buildUp);
    assertFalse(features.drop);
    assertEquals(0, features.energyTrend);
  }
}
