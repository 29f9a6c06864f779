package vj.bench.accuracy.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vj.bench.accuracy.corpus.MidiEvent.Channel;
import vj.bench.accuracy.corpus.MidiEvent.Meter;
import vj.bench.accuracy.corpus.MidiEvent.Tempo;

/// Music whose beat is plain to see.
final class Tunes {

  private static final int QUARTER = 480;

  private Tunes() {}

  /// A note on each quarter.
  static MidiFile steady(int quarters, int microsPerQuarter, Meter meter) {
    return steady(quarters, microsPerQuarter, meter, 0);
  }

  /// A note on each quarter, `late` ticks after it.
  static MidiFile steady(int quarters, int microsPerQuarter, Meter meter, int late) {
    List<MidiEvent> events = new ArrayList<>();
    events.add(new Tempo(0, microsPerQuarter));
    events.add(meter);
    for (int i = 0; i < quarters; i++) {
      long tick = (long) i * QUARTER + late;
      events.add(new Channel(tick, Channel.NOTE_ON, 0, 60 + i % 4, 100));
      events.add(new Channel(tick + QUARTER / 2, Channel.NOTE_OFF, 0, 60 + i % 4, 64));
    }
    return new MidiFile(QUARTER, events, (long) quarters * QUARTER);
  }

  /// Seconds from the nearest one.
  static double nearest(double[] beats, double time) {
    return Arrays.stream(beats).map(b -> Math.abs(b - time)).min().orElseThrow();
  }
}
