package vj.bench.accuracy.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The mixing desk: four groups of players, what is done to them over time, and one channel out.
final class Desk {

  /// Below it there is nothing but what the patches shift off the centre.
  private static final double INAUDIBLE_HZ = 20;

  private static final double GAP_FADE_SECONDS = 0.02;

  private final Tape kick;
  private final Tape drums;
  private final Tape music;
  private final Tape effects;
  private final List<Truth.Stretch> gaps = new ArrayList<>();
  private final List<Sweep> sweeps = new ArrayList<>();

  /// A filter that moves through a build-up.
  record Sweep(Truth.Stretch when, Filter.Kind kind, double fromHz, double toHz, boolean drums) {}

  Desk(double seconds) {
    kick = new Tape(seconds);
    drums = new Tape(seconds);
    music = new Tape(seconds);
    effects = new Tape(seconds);
  }

  Tape kick() {
    return kick;
  }

  Tape drums() {
    return drums;
  }

  Tape music() {
    return music;
  }

  Tape effects() {
    return effects;
  }

  /// Everything stops there, for the held breath before a drop.
  void gap(Truth.Stretch stretch) {
    gaps.add(stretch);
  }

  void sweep(Sweep sweep) {
    sweeps.add(sweep);
  }

  /// The finished track, peaks at ±1.
  Tape mix(Dice dice) {
    duck(music.samples(), dice.between(0, 0.85), DrumSounds.fall(dice.between(0.05, 0.16)));
    sweeps.forEach(this::play);
    Tape mix = new Tape(new double[music.samples().length]);
    mix.add(drums, 0.8);
    mix.add(music, dice.between(0.7, 1.1));
    if (dice.chance(0.6)) {
      new Reverb(dice.between(0.4, 2), dice.between(0.6, 1.6), dice.between(0.3, 0.9))
          .addTo(mix.samples(), dice.between(0.01, 0.06));
    }
    mix.add(kick, dice.between(0.75, 1.05));
    mix.add(effects, 0.6);
    new Filter(Filter.Kind.HIGH, INAUDIBLE_HZ, 0.7).run(mix.samples());
    gaps.forEach(gap -> hush(mix.samples(), gap));
    master(mix, dice.between(0.6, 1.6));
    return mix;
  }

  /// Side-chain compression: the music steps back from the kick.
  private void duck(double[] sound, double depth, double fall) {
    double level = 0;
    double[] trigger = kick.samples();
    for (int i = 0; i < sound.length; i++) {
      level = Math.max(Math.min(1, Math.abs(trigger[i])), level * fall);
      sound[i] *= 1 - depth * level;
    }
  }

  private void play(Sweep sweep) {
    sweep(music.samples(), sweep);
    if (sweep.drums) {
      sweep(drums.samples(), sweep);
      sweep(kick.samples(), sweep);
    }
  }

  private static void sweep(double[] sound, Sweep sweep) {
    int from = Tape.at(sweep.when.from());
    int to = Math.min(sound.length, Tape.at(sweep.when.to()));
    Filter filter = new Filter(sweep.kind, sweep.fromHz, 0.9);
    for (int i = from; i < to; i++) {
      if (i % 32 == 0) {
        double progress = (double) (i - from) / (to - from);
        filter.tune(sweep.fromHz * Math.pow(sweep.toHz / sweep.fromHz, progress), 0.9);
      }
      sound[i] = filter.next(sound[i]);
    }
  }

  private static void hush(double[] sound, Truth.Stretch gap) {
    int from = Tape.at(gap.from());
    int to = Math.min(sound.length, Tape.at(gap.to()));
    for (int i = from; i < to; i++) {
      sound[i] *= Math.max(0.01, 1 - (i - from) / (GAP_FADE_SECONDS * Tape.RATE));
    }
  }

  /// Loud, as records are: what is rare is pressed into the curve.
  private static void master(Tape mix, double drive) {
    double[] some = new double[mix.samples().length / 37 + 1];
    for (int i = 0; i < some.length; i++) {
      some[i] = Math.abs(mix.samples()[Math.min(37 * i, mix.samples().length - 1)]);
    }
    Arrays.sort(some);
    double loud = Math.max(1e-6, some[(int) (0.997 * (some.length - 1))]);
    double[] sound = mix.samples();
    for (int i = 0; i < sound.length; i++) {
      sound[i] = Math.tanh(drive * sound[i] / loud);
    }
    mix.scale(1 / mix.peak());
  }
}
