package vj.bench.accuracy.corpus;

import java.util.List;

/// What a DJ's audience knows to be the way up: some of a riser of noise, one of tones, a roll that
/// doubles its speed, filters that move, and the held breath at the end.
final class BuildUp {

  private final Desk desk;
  private final Truth truth;
  private final Dice dice;

  BuildUp(Desk desk, Truth truth, Dice dice) {
    this.desk = desk;
    this.truth = truth;
    this.dice = dice;
  }

  void play(List<Bar> bars) {
    Truth.Stretch when = new Truth.Stretch(bars.getFirst().start(), bars.getLast().end());
    boolean roll = dice.chance(0.85);
    if (roll) {
      roll(bars);
    }
    if (!roll || dice.chance(0.85)) {
      noise(when);
    }
    if (dice.chance(0.55)) {
      tone(when);
    }
    filters(when);
    breath(bars.getLast());
  }

  private void roll(List<Bar> bars) {
    DrumSounds sounds = new DrumSounds(dice.fork());
    double[] sound =
        dice.chance(0.75) ? sounds.hit(dice.among(Drum.SNARE, Drum.CLAP)) : sounds.kick(1.5);
    double loud = dice.between(0.5, 0.9);
    int fastest = dice.among(4, 4, 4, 8);
    double later = dice.between(0.4, 0.6);
    for (int b = 0; b < bars.size(); b++) {
      Bar bar = bars.get(b);
      double progress = (double) b / bars.size();
      int perBeat = progress < later ? 1 : progress < (1 + later) / 2 ? 2 : fastest;
      for (int i = 0; i < bar.beats() * perBeat; i++) {
        double gain = (0.35 + 0.65 * (b + (double) i / perBeat / Bar.BEATS) / bars.size()) * loud;
        double time = bar.at((double) i / perBeat);
        desk.drums().add(time, sound, i % perBeat == 0 ? gain : 0.8 * gain);
        truth.onset(time);
      }
    }
  }

  /// A band of noise that climbs.
  private void noise(Truth.Stretch when) {
    double[] sound = new double[Tape.at(when.to() - when.from())];
    double low = dice.between(200, 800);
    double octaves = dice.between(3, 5);
    double curve = dice.between(1, 2.5);
    Filter filter = new Filter(Filter.Kind.BAND, low, 1.5);
    for (int i = 0; i < sound.length; i++) {
      double progress = (double) i / sound.length;
      if (i % 32 == 0) {
        filter.tune(low * Math.pow(2, octaves * progress), 1.5);
      }
      sound[i] = filter.next(dice.noise()) * (0.02 + 0.98 * Math.pow(progress, curve));
    }
    desk.effects().add(when.from(), sound, dice.between(0.7, 1.5));
  }

  /// A tone that climbs.
  private void tone(Truth.Stretch when) {
    double[] sound = new double[Tape.at(when.to() - when.from())];
    double low = dice.between(110, 330);
    double octaves = dice.between(1, 3.5);
    double turn = 0;
    for (int i = 0; i < sound.length; i++) {
      double progress = (double) i / sound.length;
      double step = low * Math.pow(2, octaves * progress) / Tape.RATE;
      turn += step;
      turn -= turn >= 1 ? 1 : 0;
      sound[i] = Synth.saw(turn, step) * progress;
    }
    desk.effects().add(when.from(), sound, dice.between(0.1, 0.3));
  }

  private void filters(Truth.Stretch when) {
    double kind = dice.unit();
    boolean drums = dice.chance(0.3);
    if (kind < 0.6) {
      double top = dice.between(400, 1400);
      desk.sweep(new Desk.Sweep(when, Filter.Kind.HIGH, 30, top, drums));
    } else if (kind < 0.85) {
      double low = dice.between(250, 700);
      desk.sweep(new Desk.Sweep(when, Filter.Kind.LOW, low, 14000, drums));
    }
  }

  private void breath(Bar last) {
    double beats = dice.among(0.0, 0.0, 0.5, 1.0, 1.0, 2.0, 4.0);
    if (beats > 0 && beats <= last.beats()) {
      gap(new Truth.Stretch(last.at(last.beats() - beats), last.end()));
    }
  }

  private void gap(Truth.Stretch gap) {
    desk.gap(gap);
    // A hit of the drop that comes a little early still belongs to the drop.
    truth.silent(new Truth.Stretch(gap.from() + 0.01, gap.to() - 0.02));
  }
}
