package vj.bench.accuracy.corpus;

import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/// Notes together with the beat that they are played to. Changing it gives another one.
///
/// @param notes by time
record Performance(MidiFile file, BeatGrid grid, TempoMap tempo, List<Note> notes) {

  static Performance of(MidiFile file) {
    return of(file, BeatGrid.of(file));
  }

  /// @param grid in the ticks of the file
  static Performance of(MidiFile file, BeatGrid grid) {
    return new Performance(file, grid, TempoMap.of(file), Note.of(file));
  }

  Performance transposed(int semitones) {
    return of(file.transposed(semitones), grid);
  }

  Performance muted(Set<Integer> channels) {
    return of(file.muted(channels), grid);
  }

  Performance withProgram(int channel, int program) {
    return of(file.withProgram(channel, program), grid);
  }

  /// As [MidiFile#bent].
  Performance bent(DoubleUnaryOperator faster) {
    return of(file.bent(faster), grid);
  }

  double[] beatSeconds() {
    return seconds(grid.beats());
  }

  double[] downbeatSeconds() {
    return seconds(grid.downbeats());
  }

  private double[] seconds(List<Double> ticks) {
    return ticks.stream().mapToDouble(tempo::seconds).toArray();
  }

  double startOf(Note note) {
    return tempo.seconds(note.tick());
  }

  /// When the last note starts; 0 without notes.
  double lastSecond() {
    return notes.isEmpty() ? 0 : startOf(notes.getLast());
  }
}
