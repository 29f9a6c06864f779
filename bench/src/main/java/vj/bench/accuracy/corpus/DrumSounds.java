package vj.bench.accuracy.corpus;

import static vj.bench.accuracy.corpus.Filter.Kind.BAND;
import static vj.bench.accuracy.corpus.Filter.Kind.HIGH;

/// Makes single drum hits, every one a little different from the last throw of the dice.
final class DrumSounds {

  private static final double TURN = 2 * Math.PI;

  private final Dice dice;

  DrumSounds(Dice dice) {
    this.dice = dice;
  }

  double[] hit(Drum drum) {
    return switch (drum) {
      case KICK -> kick(1.5);
      case SNARE -> snare();
      case CLAP -> clap();
      case RIM -> struck(dice.between(900, 2100), 0.012, 0.5);
      case CLOSED -> hat(dice.between(0.012, 0.035));
      case OPEN -> hat(dice.between(0.07, 0.16));
      case SHAKER -> shaker();
      case RIDE -> ride();
      case CONGA -> struck(dice.between(170, 330), 0.07, 0.08);
      case BONGO -> struck(dice.between(350, 620), 0.04, 0.1);
      case COWBELL -> cowbell();
      case TOM -> struck(dice.between(75, 160), 0.16, 0.12);
    };
  }

  /// A falling sine with a click in front.
  ///
  /// @param drive 1 clean .. 6 distorted
  double[] kick(double drive) {
    double[] sound = blank(dice.between(0.28, 0.6));
    double base = dice.between(41, 58);
    double sweep = dice.between(60, 330);
    double sweepFall = fall(dice.between(0.015, 0.05));
    double levelFall = fall(dice.chance(0.2) ? dice.between(0.13, 0.22) : dice.between(0.05, 0.13));
    double click = dice.between(0.1, 0.6);
    double level = 1;
    double clickFall = fall(0.0015);
    double phase = 0;
    for (int i = 0; i < sound.length; i++) {
      phase += (base + sweep) / Tape.RATE;
      sound[i] = Math.tanh(drive * level * (Math.sin(TURN * phase) + click * dice.noise()));
      sweep *= sweepFall;
      level *= levelFall;
      click *= clickFall;
    }
    return faded(sound);
  }

  private double[] snare() {
    double[] sound = noise(dice.between(0.16, 0.4), dice.between(0.03, 0.11));
    new Filter(HIGH, dice.between(500, 1800), 0.7).run(sound);
    double body = dice.between(0.3, 1);
    double hz = dice.between(150, 260);
    double second = dice.between(1.4, 1.9);
    double bodyFall = fall(dice.between(0.025, 0.06));
    for (int i = 0; i < sound.length; i++) {
      double turn = TURN * hz * i / Tape.RATE;
      sound[i] = 0.8 * sound[i] + 0.6 * body * (Math.sin(turn) + 0.5 * Math.sin(second * turn));
      body *= bodyFall;
    }
    return faded(sound);
  }

  /// Several hands, never quite together.
  private double[] clap() {
    double[] sound = blank(0.3);
    double[] tail = noise(0.25, dice.between(0.03, 0.08));
    double[] hand = noise(0.03, 0.004);
    Tape tape = new Tape(sound);
    int hands = dice.whole(2, 4);
    for (int h = 0; h < hands; h++) {
      tape.add(h * dice.between(0.007, 0.012), hand, 1);
    }
    tape.add(hands * 0.009, tail, 0.9);
    new Filter(BAND, dice.between(1000, 2200), 0.9).run(sound);
    return faded(level(sound));
  }

  /// Bare noise, or the six squares of the analogue machines.
  private double[] hat(double seconds) {
    double[] sound = noise(5 * seconds, seconds);
    if (dice.chance(0.5)) {
      double tune = dice.between(0.8, 1.5);
      double[] squares = squares(sound.length, tune, 205, 304, 369, 522, 540, 800);
      double level = 1;
      double fall = fall(seconds);
      for (int i = 0; i < sound.length; i++) {
        sound[i] = 0.4 * sound[i] + level * squares[i];
        level *= fall;
      }
    }
    new Filter(HIGH, dice.between(5000, 8500), 0.9).run(sound);
    new Filter(HIGH, 4000, 0.7).run(sound);
    return faded(level(sound));
  }

  private double[] shaker() {
    double[] sound = noise(0.09, 0.05);
    new Filter(BAND, dice.between(4500, 8000), 1.2).run(sound);
    double rise = dice.between(0.008, 0.025);
    for (int i = 0; i < sound.length; i++) {
      sound[i] *= Math.min(1, i / (rise * Tape.RATE));
    }
    return faded(level(sound));
  }

  private double[] ride() {
    double[] sound = squares(Tape.at(0.7), dice.between(1.2, 2.2), 205, 369, 522, 613, 800);
    new Filter(HIGH, 5500, 0.7).run(sound);
    decay(sound, dice.between(0.12, 0.25));
    return faded(level(sound));
  }

  private double[] cowbell() {
    double[] sound = squares(Tape.at(0.3), dice.between(0.9, 1.1), 540, 800);
    new Filter(BAND, 900, 1.2).run(sound);
    decay(sound, 0.06);
    return faded(level(sound));
  }

  /// A skin or a stick: a sine that falls a little, and some noise of the hand.
  private double[] struck(double hz, double seconds, double noisy) {
    double[] sound = blank(6 * seconds);
    double level = 1;
    double fall = fall(seconds * dice.between(0.8, 1.3));
    double phase = 0;
    double bend = dice.between(0.05, 0.4);
    double bendFall = fall(0.02);
    for (int i = 0; i < sound.length; i++) {
      phase += hz * (1 + bend) / Tape.RATE;
      sound[i] = level * (Math.sin(TURN * phase) + noisy * level * level * dice.noise());
      level *= fall;
      bend *= bendFall;
    }
    return faded(sound);
  }

  double[] crash() {
    double[] sound = noise(2.5, dice.between(0.4, 0.8));
    new Filter(HIGH, dice.between(2500, 4500), 0.7).run(sound);
    return faded(level(sound));
  }

  /// The deep hit under a drop.
  double[] boom() {
    double[] sound = blank(2);
    double phase = 0;
    double base = dice.between(32, 45);
    double level = 1;
    double fall = fall(dice.between(0.25, 0.5));
    for (int i = 0; i < sound.length; i++) {
      phase += (base + 40 * level) / Tape.RATE;
      sound[i] = level * Math.sin(TURN * phase);
      level *= fall;
    }
    return faded(sound);
  }

  private static double[] squares(int length, double tune, double... hz) {
    double[] sound = new double[length];
    for (double f : hz) {
      double step = f * tune / Tape.RATE;
      for (int i = 0; i < length; i++) {
        double turn = i * step;
        sound[i] += turn - Math.floor(turn) < 0.5 ? 1 : -1;
      }
    }
    new Tape(sound).scale(1.0 / hz.length);
    return sound;
  }

  private double[] noise(double seconds, double decay) {
    double[] sound = blank(seconds);
    for (int i = 0; i < sound.length; i++) {
      sound[i] = dice.noise();
    }
    decay(sound, decay);
    return sound;
  }

  private static void decay(double[] sound, double seconds) {
    double level = 1;
    double fall = fall(seconds);
    for (int i = 0; i < sound.length; i++) {
      sound[i] *= level;
      level *= fall;
    }
  }

  private static double[] blank(double seconds) {
    return new double[Tape.at(seconds)];
  }

  /// Factor per sample of what falls to 1/e in `seconds`.
  static double fall(double seconds) {
    return Math.exp(-1 / (seconds * Tape.RATE));
  }

  private static double[] level(double[] sound) {
    Tape tape = new Tape(sound);
    tape.scale(0.8 / tape.peak());
    return sound;
  }

  /// Ends in silence instead of a click.
  private static double[] faded(double[] sound) {
    int fade = Math.min(300, sound.length);
    for (int i = 0; i < fade; i++) {
      sound[sound.length - 1 - i] *= (double) i / fade;
    }
    return sound;
  }
}
