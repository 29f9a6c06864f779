package vj.bench.accuracy.corpus;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Who plays a track, with what, and what they have agreed on: a style with all its choices made.
final class Band {

  private static final double QUIET_DRUM_JOINS = 0.75;

  private final Style style;
  private final double swing;
  private final Harmony harmony;
  private final Map<Drum, Pattern> patterns = new EnumMap<>(Drum.class);
  private final Map<Drum, Double> gains = new EnumMap<>(Drum.class);
  private final Map<Drum, List<double[]>> sounds = new EnumMap<>(Drum.class);
  private final double[] crash;
  private final double[] boom;
  private final Part bass;
  private final Part tune;
  private final Part pad;

  /// A player of tones.
  ///
  /// @param octave above the harmony's bass
  /// @param gain of its notes
  record Part(Patch patch, Pattern pattern, int octave, double gain) {}

  private Band(Style style, Dice dice) {
    this.style = style;
    swing = style.swing().drawn(dice);
    harmony = Harmony.drawn(dice);
    DrumSounds make = new DrumSounds(dice.fork());
    for (Map.Entry<Drum, List<Pattern>> entry : new EnumMap<>(style.drums()).entrySet()) {
      hire(entry.getKey(), dice.of(entry.getValue()), make, dice);
    }
    crash = make.crash();
    boom = make.boom();
    bass = part(dice.of(style.basses()), 0, 0.5 * mood(dice), dice);
    tune = part(dice.of(style.tunes()), dice.among(2, 2, 3), 0.22 * mood(dice), dice);
    pad = new Part(Patch.drawn("pad", dice), Pattern.of("C".repeat(16)), 1, 0.11 * mood(dice));
  }

  static Band drawn(Style style, Dice dice) {
    return new Band(style, dice);
  }

  private void hire(Drum drum, Pattern pattern, DrumSounds make, Dice dice) {
    boolean core = drum == Drum.KICK || drum == Drum.SNARE || drum == Drum.CLAP;
    if (!core && !dice.chance(QUIET_DRUM_JOINS)) {
      return;
    }
    double putIn = drum == Drum.KICK ? 0 : drum == Drum.CLAP ? 0.01 : 0.05;
    patterns.put(drum, pattern.varied(dice, core ? 0.05 : 0.15, putIn));
    gains.put(drum, gain(drum, dice));
    double hard = style.name().equals("hardstyle") ? dice.between(3, 6) : dice.between(1, 3);
    sounds.put(
        drum,
        drum == Drum.KICK
            ? List.of(make.kick(hard))
            : drum == Drum.SNARE || drum == Drum.CLAP
                ? List.of(make.hit(drum))
                : List.of(make.hit(drum), make.hit(drum)));
  }

  private static Part part(Style.Line line, int octave, double gain, Dice dice) {
    return new Part(Patch.drawn(line.sound(), dice), line.pattern(), octave, gain);
  }

  /// In dance music the kick leads.
  private static double gain(Drum drum, Dice dice) {
    return drum.gain() * (drum == Drum.KICK ? dice.between(0.85, 1.4) : mood(dice));
  }

  /// No two engineers mix alike: ±3 dB.
  private static double mood(Dice dice) {
    return Math.pow(10, dice.between(-3, 3) / 20);
  }

  Style style() {
    return style;
  }

  Harmony harmony() {
    return harmony;
  }

  Part bass() {
    return bass;
  }

  Part tune() {
    return tune;
  }

  Part pad() {
    return pad;
  }

  double[] crash() {
    return crash;
  }

  double[] boom() {
    return boom;
  }

  Iterable<Drum> drums() {
    return patterns.keySet();
  }

  /// 0 where the drum is silent.
  double loudness(Drum drum, int bar, int step) {
    Pattern pattern = patterns.get(drum);
    return pattern == null ? 0 : pattern.loudness(bar, step) * gains.getOrDefault(drum, 0.0);
  }

  double[] sound(Drum drum, Dice dice) {
    List<double[]> sounds = this.sounds.get(drum);
    return sounds == null ? new double[0] : dice.of(sounds);
  }

  /// Beats since the bar began; every other sixteenth comes late by the swing.
  double place(int step) {
    return (step + (step % 2 == 1 ? swing : 0)) / 4.0;
  }
}
