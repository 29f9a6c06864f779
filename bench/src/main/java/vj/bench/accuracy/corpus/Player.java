package vj.bench.accuracy.corpus;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/// Plays one track: walks through its arrangement bar by bar, puts the sounds on the desk and notes
/// down what it did.
final class Player {

  /// What is quieter goes unnoticed, by anyone.
  private static final double AUDIBLE = 0.05;

  private static final double FILL_CHANCE = 0.35;
  private static final int PHRASE_BARS = 4;

  private final Band band;
  private final List<Bar> bars;
  private final Desk desk;
  private final Truth truth;
  private final Dice dice;
  private final Synth synth;

  Player(Band band, List<Bar> bars, Desk desk, Truth truth, Dice dice) {
    this.band = band;
    this.bars = bars;
    this.desk = desk;
    this.truth = truth;
    this.dice = dice;
    synth = new Synth(dice.fork());
  }

  void play(Arrangement arrangement) {
    for (int i = 0; i < arrangement.sections().size(); i++) {
      Arrangement.Section section = arrangement.sections().get(i);
      Truth.Stretch when =
          new Truth.Stretch(bars.get(section.from()).start(), bars.get(section.to() - 1).end());
      boolean drop = arrangement.drops(i);
      String label =
          section.part() == Arrangement.Part.DROP && !drop ? "groove" : section.part().label();
      truth.section(new Truth.Section(when.from(), when.to(), label));
      open(section.part(), when.from(), drop);
      Levels.Mood mood = Levels.Mood.drawn(dice);
      for (int bar = section.from(); bar < section.to(); bar++) {
        play(bars.get(bar), Levels.in(section, bar, mood));
        boolean steady =
            section.part() == Arrangement.Part.GROOVE || section.part() == Arrangement.Part.DROP;
        boolean phraseEnds = (bar - section.from()) % PHRASE_BARS == PHRASE_BARS - 1;
        if (steady && phraseEnds && dice.chance(FILL_CHANCE)) {
          fill(bars.get(bar));
        }
      }
      if (section.part() == Arrangement.Part.BUILD) {
        truth.buildUp(when);
        new BuildUp(desk, truth, dice.fork()).play(bars.subList(section.from(), section.to()));
      }
    }
  }

  private void open(Arrangement.Part part, double time, boolean drop) {
    if (drop) {
      truth.drop(time);
      truth.onset(time);
      desk.effects().add(time, band.boom(), dice.chance(0.7) ? dice.between(0.3, 0.8) : 0);
    }
    if (drop || (part == Arrangement.Part.GROOVE && dice.chance(0.6))) {
      truth.onset(time);
      desk.effects().add(time, band.crash(), dice.between(0.3, 0.7));
    }
  }

  private void play(Bar bar, Levels levels) {
    for (int step = 0; step < Pattern.STEPS; step++) {
      if (bar.holds(band.place(step))) {
        for (Drum drum : band.drums()) {
          double gain = band.loudness(drum, bar.number(), step) * levels.of(drum);
          hit(drum, place(bar, step), gain);
        }
        tones(band.bass(), bar, step, levels.bass());
        tones(band.tune(), bar, step, levels.tune());
      }
    }
    if (levels.pad() > 0) {
      pad(bar, levels.pad());
    }
  }

  private double place(Bar bar, int step) {
    return bar.at(band.place(step)) + band.style().loose() * dice.spread();
  }

  private void hit(Drum drum, double time, double gain) {
    double loudness = gain * dice.between(0.85, 1.1);
    if (loudness >= AUDIBLE) {
      (drum == Drum.KICK ? desk.kick() : desk.drums()).add(time, band.sound(drum, dice), loudness);
      truth.onset(time);
    }
  }

  private void tones(Band.Part part, Bar bar, int step, double level) {
    char cell = part.pattern().at(bar.number(), step);
    double gain = level * part.gain();
    if (gain < AUDIBLE || cell == '.' || cell == '_') {
      return;
    }
    double time = place(bar, step);
    int held = part.pattern().held(bar.number(), step);
    double beat = bar.beatSeconds();
    double hold = (held - 0.15) * beat / 4;
    IntToDoubleFunction pitch = tone -> band.harmony().pitch(bar.number(), tone, part.octave());
    if (cell == 'C') {
      for (int tone = 0; tone < 3; tone++) {
        double[] note = synth.note(part.patch(), pitch.applyAsDouble(tone), hold, beat);
        desk.music().add(time, note, 0.6 * gain);
      }
    } else {
      double[] note = synth.note(part.patch(), pitch.applyAsDouble(cell - '0'), hold, beat);
      desk.music().add(time, note, gain);
    }
    truth.onset(time);
  }

  /// Comes slowly, so that it is no onset.
  private void pad(Bar bar, double level) {
    for (int tone = 0; tone < 4; tone++) {
      double hz = band.harmony().pitch(bar.number(), tone, band.pad().octave());
      double[] note =
          synth.note(band.pad().patch(), hz, bar.end() - bar.start(), bar.beatSeconds());
      desk.music().add(bar.start(), note, level * band.pad().gain());
    }
  }

  /// The drummer's way of saying that a phrase ends.
  private void fill(Bar bar) {
    Drum drum = dice.among(Drum.SNARE, Drum.TOM, Drum.CLAP, Drum.BONGO);
    DrumSounds sounds = new DrumSounds(dice.fork());
    double[] sound = sounds.hit(drum);
    int first = dice.among(8, 12, 12, 14);
    for (int step = first; step < Pattern.STEPS; step++) {
      if (bar.holds(band.place(step)) && dice.chance(0.75)) {
        double time = place(bar, step);
        desk.drums().add(time, sound, drum.gain() * dice.between(0.4, 0.9));
        truth.onset(time);
      }
    }
  }
}
