package vj.bench.accuracy.learn;

import java.util.Random;
import vj.bench.accuracy.Beats;

/// Half a minute of the plainest rhythm there is, another for every seed: a kick or a snare on
/// every beat at any tempo, and perhaps hats, a backbeat or a bass between. No music is that plain,
/// but sound checks are, and a network that has only heard music is lost in them.
final class Metronome {

  private static final int RATE = 44100;
  private static final double SECONDS = 30;
  private static final double SLOWEST_BPM = 62;
  private static final double FASTEST_BPM = 198;

  private final Random random;
  private final SketchSounds sounds;
  private final float[] out = new float[(int) (SECONDS * RATE)];
  private final double beat;

  private Metronome(long seed) {
    random = new Random(seed);
    sounds = new SketchSounds(random, RATE);
    beat = 60 / (SLOWEST_BPM * Math.pow(FASTEST_BPM / SLOWEST_BPM, random.nextDouble()));
  }

  static Track make(long seed) {
    Metronome metronome = new Metronome(seed);
    double[] beats = metronome.play();
    return Track.of("metronome-" + seed, metronome.out, RATE, Beats.of(beats));
  }

  private double[] play() {
    double first = random.nextBoolean() ? 0 : random.nextDouble();
    int count = (int) ((SECONDS - first) / beat);
    boolean kicks = random.nextDouble() < 0.85;
    boolean backbeat = random.nextDouble() < 0.4;
    boolean bass = random.nextDouble() < 0.4;
    int hats = random.nextInt(4);
    double[] beats = new double[count];
    for (int b = 0; b < count; b++) {
      beats[b] = first + b * beat;
      put(kicks ? sounds.kick() : sounds.snare(), beats[b], 1);
      if (backbeat && b % 2 == 1) {
        put(sounds.snare(), beats[b], 0.6);
      }
      if (bass) {
        put(sounds.bass(0.4 * beat), beats[b] + 0.5 * beat, 0.4);
      }
      hats(hats, beats[b]);
    }
    float gain = (float) Math.pow(10, -30 * random.nextDouble() / 20);
    for (int i = 0; i < out.length; i++) {
      out[i] *= 0.5f * gain;
    }
    return beats;
  }

  /// @param kind none, between the beats, eighths, sixteenths
  private void hats(int kind, double at) {
    switch (kind) {
      case 1 -> put(sounds.hat(), at + 0.5 * beat, 0.5);
      case 2 -> spread(2, at);
      case 3 -> spread(4, at);
      default -> {}
    }
  }

  private void spread(int parts, double at) {
    for (int i = 0; i < parts; i++) {
      put(sounds.hat(), at + i * beat / parts, 0.4);
    }
  }

  private void put(float[] sound, double at, double gain) {
    int first = (int) (at * RATE);
    for (int i = 0; i < sound.length && first + i < out.length; i++) {
      out[first + i] += (float) (gain * sound[i]);
    }
  }
}
