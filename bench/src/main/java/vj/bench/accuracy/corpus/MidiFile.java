package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import vj.bench.accuracy.corpus.MidiEvent.Channel;
import vj.bench.accuracy.corpus.MidiEvent.Meter;
import vj.bench.accuracy.corpus.MidiEvent.Tempo;

/// A standard MIDI file in memory, all tracks in one list in the order in which they sound.
/// Changing it gives another one; ticks stay where they are, so a [BeatGrid] of the old one fits
/// the new one.
///
/// @param ticksPerQuarter 1 to 32767
/// @param end tick at which the last track ends
record MidiFile(int ticksPerQuarter, List<MidiEvent> events, long end) {

  private static final int KEYS = 128;

  MidiFile {
    if (ticksPerQuarter <= 0 || ticksPerQuarter > Short.MAX_VALUE) {
      throw new IllegalArgumentException("ticks per quarter: " + ticksPerQuarter);
    }
    List<MidiEvent> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparingLong(MidiEvent::tick));
    events = List.copyOf(sorted);
  }

  /// @throws IOException saying what is wrong, and at which byte
  static MidiFile read(byte[] file) throws IOException {
    return new MidiReader(file).read();
  }

  /// As a file of format 0.
  void write(Path to) throws IOException {
    Files.write(to, MidiWriter.bytes(this));
  }

  List<Tempo> tempos() {
    return events.stream().filter(Tempo.class::isInstance).map(Tempo.class::cast).toList();
  }

  List<Meter> meters() {
    return events.stream().filter(Meter.class::isInstance).map(Meter.class::cast).toList();
  }

  /// Drums stay what they are: their keys are instruments. A note that would leave the keyboard is
  /// left out.
  MidiFile transposed(int semitones) {
    List<MidiEvent> moved = new ArrayList<>(events.size());
    for (MidiEvent event : events) {
      if (event instanceof Channel c && c.note() && c.channel() != Channel.DRUMS) {
        int key = c.first() + semitones;
        if (key >= 0 && key < KEYS) {
          moved.add(c.withData(key));
        }
      } else {
        moved.add(event);
      }
    }
    return new MidiFile(ticksPerQuarter, moved, end);
  }

  /// Without the notes of these channels, 0 to 15.
  MidiFile muted(Set<Integer> channels) {
    return new MidiFile(
        ticksPerQuarter,
        events.stream()
            .filter(e -> !(e instanceof Channel c && c.note() && channels.contains(c.channel())))
            .toList(),
        end);
  }

  /// All that the channel plays, played by another instrument.
  MidiFile withProgram(int channel, int program) {
    List<MidiEvent> changed = new ArrayList<>();
    changed.add(new Channel(0, Channel.PROGRAM, channel, program, 0));
    for (MidiEvent event : events) {
      if (!(event instanceof Channel c
          && c.command() == Channel.PROGRAM
          && c.channel() == channel)) {
        changed.add(event);
      }
    }
    return new MidiFile(ticksPerQuarter, changed, end);
  }

  MidiFile with(List<? extends MidiEvent> more) {
    List<MidiEvent> all = new ArrayList<>(events);
    all.addAll(more);
    return new MidiFile(ticksPerQuarter, all, end);
  }

  /// At the written tempo times the factor that `faster` gives for a tick; asked every quarter note
  /// and wherever the written tempo changes.
  MidiFile bent(DoubleUnaryOperator faster) {
    TempoMap written = TempoMap.of(this);
    List<MidiEvent> changed = new ArrayList<>();
    for (long tick = 0; tick <= end; tick += ticksPerQuarter) {
      changed.add(tempo(tick, written.microsPerQuarter(tick), faster));
    }
    for (MidiEvent event : events) {
      switch (event) {
        case Tempo t -> changed.add(tempo(t.tick(), t.microsPerQuarter(), faster));
        case Meter m -> changed.add(m);
        case Channel c -> changed.add(c);
      }
    }
    return new MidiFile(ticksPerQuarter, changed, end);
  }

  /// The same music with a tick a millisecond, at one tempo from end to end. Fluidsynth rounds to a
  /// whole tick at every change of tempo, always forwards: a file of many changes drifts away from
  /// its own tempo map by tenths of a second.
  MidiFile inMilliseconds() {
    TempoMap map = TempoMap.of(this);
    List<MidiEvent> timed = new ArrayList<>();
    timed.add(new Tempo(0, 1_000_000));
    for (MidiEvent event : events) {
      switch (event) {
        case Tempo _ -> {}
        case Meter m -> timed.add(new Meter(millis(map, m), m.beats(), m.unit()));
        case Channel c ->
            timed.add(new Channel(millis(map, c), c.command(), c.channel(), c.first(), c.second()));
      }
    }
    return new MidiFile(1000, timed, Math.round(map.seconds(end) * 1000));
  }

  private static long millis(TempoMap map, MidiEvent event) {
    return Math.round(map.seconds(event.tick()) * 1000);
  }

  private static Tempo tempo(long tick, double micros, DoubleUnaryOperator faster) {
    return new Tempo(tick, (int) Math.round(micros / faster.applyAsDouble(tick)));
  }
}
