package vj.bench.accuracy.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A rough dance track made of plain tones and noise, another for every seed: grooves, breaks,
/// build-ups of every cheap kind, drops, and build-ups that lead nowhere. Beside music of richer
/// sound it keeps the structure network from learning one producer's habits.
final class Sketch {

  static final int RATE = 44100;
  private static final double SECONDS = 70;

  /// A build-up by volume alone begins this far down.
  private static final double RAMP_FROM = 0.05;

  private final Random random;
  private final SketchSounds sounds;
  private final float[] out = new float[(int) (SECONDS * RATE)];
  private final double beat;
  private final List<Double> buildUps = new ArrayList<>();
  private final List<Double> drops = new ArrayList<>();
  private final List<Form.Section> sections = new ArrayList<>();
  private double now;

  private Sketch(long seed) {
    random = new Random(seed);
    sounds = new SketchSounds(random, RATE);
    beat = 60 / (85 + 90 * random.nextDouble());
  }

  /// The samples and their truth.
  record Made(float[] samples, Form form) {}

  static Made make(long seed) {
    Sketch sketch = new Sketch(seed);
    sketch.compose();
    float gain = (float) Math.pow(10, -24 * sketch.random.nextDouble() / 20);
    float hiss = (float) Math.pow(10, (-50 - 40 * sketch.random.nextDouble()) / 20);
    for (int i = 0; i < sketch.out.length; i++) {
      sketch.out[i] = gain * 0.5f * (sketch.out[i] + hiss * (float) sketch.random.nextGaussian());
    }
    return new Made(
        sketch.out, new Form(array(sketch.buildUps), array(sketch.drops), sketch.sections));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void compose() {
    Band full = band();
    groove(full, bars(2, 8), 1);
    while (now < SECONDS) {
      if (chance(0.12)) {
        ramp(full);
        continue;
      }
      if (chance(0.75)) {
        rest();
      }
      build();
      if (chance(0.25)) {
        groove(full.thin(), bars(2, 6), 1);
      } else {
        drops.add(now);
        groove(full, bars(4, 8), 1);
      }
      if (chance(0.4)) {
        groove(full.thin(), bars(1, 4), 1);
        groove(full, bars(2, 4), 1);
      }
    }
  }

  private boolean chance(double part) {
    return random.nextDouble() < part;
  }

  private double bars(int least, int most) {
    return 4 * beat * (least + random.nextInt(most - least + 1));
  }

  /// What plays in a groove.
  private record Band(boolean bass, boolean hats, boolean snare, boolean chord) {

    Band thin() {
      return new Band(false, hats, snare, false);
    }
  }

  private Band band() {
    return new Band(chance(0.9), chance(0.85), chance(0.8), chance(0.6));
  }

  private void section(double seconds, int output) {
    sections.add(new Form.Section(now, now + seconds, output));
    now += seconds;
  }

  private void groove(Band band, double seconds, double loud) {
    for (double t = 0; t < seconds - beat / 2; t += beat) {
      int n = (int) Math.round(t / beat);
      double at = now + t;
      put(sounds.kick(), at, loud);
      if (band.hats()) {
        put(sounds.hat(), at + beat / 2, 0.3 * loud);
      }
      if (band.snare() && n % 2 == 1) {
        put(sounds.snare(), at, 0.5 * loud);
      }
      if (band.bass()) {
        put(sounds.bass(beat * 0.45), at + beat / 2, 0.5 * loud);
      }
      if (band.chord() && n % 4 == 0) {
        put(sounds.chord(4 * beat, 1, 1), at, 0.25 * loud);
      }
    }
    section(seconds, Form.PLAYS);
  }

  private void ramp(Band band) {
    double from = now;
    double seconds = bars(4, 8);
    groove(band, seconds, 1);
    int first = (int) (from * RATE);
    int count = (int) (seconds * RATE);
    for (int i = 0; i < count && first + i < out.length; i++) {
      double x = (double) i / count;
      out[first + i] *= (float) (RAMP_FROM + (1 - RAMP_FROM) * x * x);
    }
    sections.removeLast();
    now = from;
    buildUps.add(from);
    buildUps.add(from + seconds);
    section(seconds, Form.RISING);
    groove(band, bars(2, 4), 1);
  }

  private void rest() {
    double seconds = bars(2, 5);
    double loud = 0.15 + 0.35 * random.nextDouble();
    for (double t = 0; t < seconds; t += 4 * beat) {
      put(sounds.chord(4 * beat, 1, 1), now + t, loud);
    }
    if (chance(0.3)) {
      for (double t = 0; t < seconds - beat / 2; t += beat) {
        put(sounds.hat(), now + t + beat / 2, 0.2);
      }
    }
    section(seconds, Form.BREAK);
  }

  private void build() {
    double seconds = bars(2, 6);
    double gap = chance(0.3) ? beat * (1 + random.nextInt(2)) : 0;
    double sounding = seconds - gap;
    if (chance(0.75)) {
      put(sounds.riser(sounding), now, 0.1 + 0.4 * random.nextDouble());
    }
    if (chance(0.75)) {
      roll(sounding, true);
    }
    if (chance(0.35)) {
      roll(sounding, false);
    }
    if (chance(0.6)) {
      double rise = chance(0.5) ? 2 : 1;
      put(sounds.chord(sounding, 0.2 + 0.8 * random.nextDouble(), rise), now, 0.3);
    } else {
      put(sounds.chord(sounding, 0.15, 1), now, 0.3);
    }
    buildUps.add(now);
    buildUps.add(now + seconds);
    section(seconds, Form.RISING);
  }

  /// Strokes that double twice on the way.
  private void roll(double seconds, boolean snare) {
    double step = beat;
    for (double t = 0; t < seconds; t += step) {
      double x = t / seconds;
      step = x < 0.5 ? beat : x < 0.75 ? beat / 2 : beat / 4;
      put(snare ? sounds.snare() : sounds.kick(), now + t, (snare ? 0.2 : 0.5) + 0.3 * x);
    }
  }

  private void put(float[] sound, double at, double gain) {
    int first = (int) (at * RATE);
    for (int i = 0; i < sound.length && first + i < out.length; i++) {
      out[first + i] += (float) (gain * sound[i]);
    }
  }
}
