package vj.bench.accuracy.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import vj.bench.accuracy.corpus.MidiEvent.Channel;

/// Makes a tune over chords: a rhythm of one bar that comes back, notes of the chord on the beat
/// and of the scale between, rests, and now and then a note ahead of the beat.
final class Melody {

  private static final int OFF_VELOCITY = 64;

  /// Leads of General MIDI: piano, vibraphone, accordion, guitar, violin, trumpet, saxophones,
  /// clarinet, flute, synthesiser.
  private static final int[] PROGRAMS = {0, 11, 21, 26, 40, 56, 64, 65, 71, 73, 80, 81};

  private static final int LOWEST_STEP = 35; // the scale from C, five octaves up: MIDI key 60

  private static final double[] NOTES_PER_BEAT = {0.5, 1, 2, 2, 2};

  private final Chords chords;
  private final Random random;
  private final BeatGrid.Bars bars;
  private final int channel;
  private final List<Channel> events = new ArrayList<>();

  /// Where in the beat its second note falls: straight or swung.
  private final double off;

  Melody(Chords chords, BeatGrid.Bars bars, int channel, Random random) {
    this.chords = chords;
    this.bars = bars;
    this.channel = channel;
    this.random = random;
    off = random.nextInt(3) == 0 ? 2 / 3.0 : 0.5;
  }

  /// A note's place in the bar, in beats.
  private record Stroke(double beat, double length, int accent) {}

  /// @param song a step of the scale for each bar
  List<Channel> over(List<Integer> song) {
    int program = PROGRAMS[random.nextInt(PROGRAMS.length)];
    events.add(new Channel(0, Channel.PROGRAM, channel, program, 0));
    List<List<Stroke>> motifs = List.of(motif(), motif());
    int step = LOWEST_STEP + random.nextInt(7);
    boolean rests = random.nextBoolean();
    for (int bar = 0; bar < song.size(); bar++) {
      if (rests && bar % 8 >= 6) {
        continue;
      }
      for (Stroke stroke : motifs.get(bar % 4 == 3 ? 1 : 0)) {
        step = next(step, song.get(bar), stroke.accent > 0);
        strike(bar * bars.beats() + stroke.beat, stroke, chords.semitones(step));
      }
    }
    return events;
  }

  private List<Stroke> motif() {
    List<Stroke> strokes = new ArrayList<>();
    double density = NOTES_PER_BEAT[random.nextInt(NOTES_PER_BEAT.length)];
    boolean ahead = random.nextInt(4) == 0;
    for (int beat = 0; beat < bars.beats(); beat++) {
      if (ahead && beat > 0 && random.nextInt(3) == 0) {
        strokes.add(new Stroke(beat - 1 + off, 1.2, 1));
      } else if (random.nextDouble() < 0.4 + 0.5 * density) {
        strokes.add(new Stroke(beat, 0.9, beat == 0 ? 2 : 1));
      }
      if (density > 1 && random.nextDouble() < 0.6) {
        strokes.add(new Stroke(beat + off, 0.4, 0));
      }
    }
    return strokes;
  }

  private int next(int step, int chord, boolean accented) {
    int moved = step + random.nextInt(5) - 2;
    moved = Math.clamp(moved, LOWEST_STEP - 3, LOWEST_STEP + 12);
    int above = Math.floorMod(moved - chord, 7);
    boolean inChord = above == 0 || above == 2 || above == 4;
    return accented && !inChord ? moved + 1 : moved; // root, third and fifth are two steps apart
  }

  private void strike(double beat, Stroke stroke, int key) {
    long tick = Math.round(beat * bars.beatTicks());
    long end = Math.round((beat + stroke.length) * bars.beatTicks());
    int velocity = 72 + 14 * stroke.accent + random.nextInt(12);
    events.add(new Channel(tick, Channel.NOTE_ON, channel, key, velocity));
    events.add(new Channel(end, Channel.NOTE_OFF, channel, key, OFF_VELOCITY));
  }
}
