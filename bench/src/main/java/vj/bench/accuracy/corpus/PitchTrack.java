package vj.bench.accuracy.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Plays a [PitchTask]: a phrase of notes, or one that wanders.
final class PitchTrack {

  private static final double START_SECONDS = 0.3;
  private static final int NOTES = 16;
  private static final double GLIDE_SECONDS = 10;
  private static final double VIBRATO_HZ = 5.5;

  /// A tracker needs some periods of the new note, and keeps the old one for as long.
  private static final double ATTACK_SECONDS = 0.05;

  private static final double RELEASE_SECONDS = 0.02;
  private static final double TAIL_SECONDS = 0.04;

  private static final double FRAME_SECONDS = 0.01;

  private static final int UNSCORED = -1;

  /// First, second and third formants of four vowels, in hertz.
  private static final double[][] VOWELS = {
    {730, 1090, 2440}, {270, 2290, 3010}, {570, 840, 2410}, {300, 870, 2240}
  };

  private final PitchTask task;
  private final Dice dice;
  private final Truth truth = new Truth();

  /// Of the truth's frames: hertz, 0 silent, −1 not scored.
  private double[] pitches = new double[0];

  PitchTrack(PitchTask task) {
    this.task = task;
    dice = Dice.named(task.piece().id());
  }

  Work make() {
    Tape tape = new Tape(task.kind() == PitchTask.Kind.GLIDE ? GLIDE_SECONDS + 1 : NOTES);
    pitches = new double[(int) (tape.seconds() / FRAME_SECONDS)];
    if (task.kind() == PitchTask.Kind.GLIDE) {
      note(tape, START_SECONDS, GLIDE_SECONDS, wandering());
    } else {
      phrase(tape);
    }
    tape.scale(1 / tape.peak());
    if (task.kind() == PitchTask.Kind.NOISY) {
      new Damage(tape, truth, dice.fork()).noise(dice.between(6, 20));
    }
    if (task.kind() == PitchTask.Kind.POLY) {
      drums(tape);
    }
    tape.scale(0.6 / tape.peak());
    for (int i = 0; i < pitches.length; i++) {
      truth.pitch(i * FRAME_SECONDS, pitches[i]);
    }
    return new Work(task.piece(), tape, truth);
  }

  /// Of each hundredth of a second, once the piece is made: as in the truth file.
  List<Double> pitches() {
    return Arrays.stream(pitches).boxed().toList();
  }

  private void phrase(Tape tape) {
    double time = START_SECONDS;
    int note = dice.whole(task.low(), task.high());
    while (true) {
      double length = dice.between(0.35, 0.9);
      if (time + length + START_SECONDS > tape.seconds()) {
        return;
      }
      truth.onset(time);
      note(tape, time, length, held(note));
      time += length + dice.between(0.05, 0.22);
      int leap = dice.among(-12, -7, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 7, 12);
      note = Math.clamp(note + leap, task.low(), task.high());
    }
  }

  /// Hertz over the seconds since the note began.
  private DoubleUnaryOperator held(int note) {
    double begin = dice.between(0, 2 * Math.PI);
    boolean sung = task.kind() == PitchTask.Kind.VOICE;
    double scoop = sung ? dice.between(0.5, 2) : 0;
    return t -> {
      double wide = sung ? Math.clamp((t - 0.25) / 0.2, 0, 1) : 1;
      double bend = wide * task.vibrato() / 100 * Math.sin(2 * Math.PI * VIBRATO_HZ * t + begin);
      return hertz(note - scoop * Math.exp(-t / 0.05) + bend);
    };
  }

  private DoubleUnaryOperator wandering() {
    double[] notes = new double[6];
    for (int i = 0; i < notes.length; i++) {
      notes[i] = dice.between(task.low(), task.high());
    }
    return t -> {
      double place = Math.clamp(t / GLIDE_SECONDS, 0, 0.9999) * (notes.length - 1);
      int i = (int) place;
      return hertz(notes[i] + (place - i) * (notes[i + 1] - notes[i]));
    };
  }

  private static double hertz(double note) {
    return 440 * Math.pow(2, (note - 69) / 12);
  }

  private void note(Tape tape, double from, double length, DoubleUnaryOperator hz) {
    double[] sound = new double[Tape.at(length)];
    double[] vowel = VOWELS[dice.whole(0, VOWELS.length - 1)];
    double breath = task.kind() == PitchTask.Kind.VOICE ? 0.01 : 0;
    double turn = dice.unit();
    double attack = task.kind() == PitchTask.Kind.VOICE ? 0.03 : 0.008;
    for (int i = 0; i < sound.length; i++) {
      double t = (double) i / Tape.RATE;
      double now = hz.applyAsDouble(t);
      turn += now / Tape.RATE;
      double level = Math.min(1, Math.min(t / attack, (length - t) / 0.015));
      sound[i] = level * (partials(turn, now, vowel) + breath * dice.noise());
    }
    tape.add(from, sound, 0.5);
    truthOf(from, length, hz);
  }

  private double partials(double turn, double hz, double[] vowel) {
    double sum = 0;
    for (int k = 1; k <= task.wave().partials() && k * hz < 0.45 * Tape.RATE; k++) {
      double strength = task.wave().strength(k);
      if (strength != 0) {
        double formed = task.wave() == Wave.VOICE ? formed(k * hz, vowel) : 1;
        sum += strength * formed * Math.sin(2 * Math.PI * k * turn);
      }
    }
    return sum;
  }

  private static double formed(double hz, double[] vowel) {
    double sum = 0.03;
    for (double formant : vowel) {
      double off = (hz - formant) / (60 + 0.06 * formant);
      sum += 1 / (1 + off * off);
    }
    return sum;
  }

  private void truthOf(double from, double length, DoubleUnaryOperator hz) {
    for (int i = 0; i < pitches.length; i++) {
      double t = i * FRAME_SECONDS - from;
      if (t >= ATTACK_SECONDS && t < length - RELEASE_SECONDS) {
        pitches[i] = hz.applyAsDouble(t);
      } else if (t >= -FRAME_SECONDS && t < length + TAIL_SECONDS) {
        pitches[i] = UNSCORED;
      }
    }
  }

  /// A kick on every beat, hats between, claps on the backbeat: 120 beats per minute.
  private void drums(Tape tape) {
    DrumSounds sounds = new DrumSounds(dice.fork());
    double[] kick = sounds.kick(1.5);
    double[] hat = sounds.hit(Drum.CLOSED);
    double[] clap = sounds.hit(Drum.CLAP);
    for (int eighth = 0; eighth * 0.25 < tape.seconds(); eighth++) {
      double time = eighth * 0.25;
      tape.add(time, kick, eighth % 2 == 0 ? 0.75 : 0);
      tape.add(time, hat, 0.35);
      tape.add(time, clap, eighth % 4 == 2 ? 0.45 : 0);
    }
  }
}
