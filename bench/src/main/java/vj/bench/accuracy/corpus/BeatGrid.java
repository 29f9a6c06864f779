package vj.bench.accuracy.corpus;

import java.util.ArrayList;
import java.util.List;
import vj.bench.accuracy.corpus.MidiEvent.Meter;

/// Where the beats of a file lie, in ticks.
///
/// @param beats ascending
/// @param downbeats those of them that begin a bar
/// @param meter of the first bar, as one writes it: `4/4`
record BeatGrid(List<Double> beats, List<Double> downbeats, String meter) {

  /// From `tick` on, a bar is `beats` beats of `beatTicks` each.
  record Bars(long tick, double beatTicks, int beats, String meter) {

    Bars {
      if (beatTicks <= 0 || beats <= 0) {
        throw new IllegalArgumentException("%d beats of %f ticks".formatted(beats, beatTicks));
      }
    }

    /// Six, nine and twelve eighths are beaten in dotted quarters; 3/8 is too short for that.
    static Bars of(Meter meter, int ticksPerQuarter) {
      double unit = 4.0 * ticksPerQuarter / meter.unit();
      String name = meter.beats() + "/" + meter.unit();
      boolean compound = meter.unit() == 8 && meter.beats() % 3 == 0 && meter.beats() > 3;
      return compound
          ? new Bars(meter.tick(), 3 * unit, meter.beats() / 3, name)
          : new Bars(meter.tick(), unit, meter.beats(), name);
    }
  }

  BeatGrid {
    beats = List.copyOf(beats);
    downbeats = List.copyOf(downbeats);
  }

  /// As the file's meters say; 4/4 until they do.
  static BeatGrid of(MidiFile file) {
    List<Bars> bars = new ArrayList<>();
    Meter first = new Meter(0, 4, 4);
    if (file.meters().isEmpty() || file.meters().getFirst().tick() > 0) {
      bars.add(Bars.of(first, file.ticksPerQuarter()));
    }
    for (Meter meter : file.meters()) {
      if (!bars.isEmpty() && bars.getLast().tick() == meter.tick()) {
        bars.removeLast(); // of several at one tick, the last one counts
      }
      bars.add(Bars.of(meter, file.ticksPerQuarter()));
    }
    return of(bars, file.end());
  }

  /// A new meter begins a bar at once, whether the old one is full or not.
  ///
  /// @param bars not empty, ascending
  static BeatGrid of(List<Bars> bars, long end) {
    List<Double> beats = new ArrayList<>();
    List<Double> downbeats = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      Bars b = bars.get(i);
      double until = i + 1 < bars.size() ? bars.get(i + 1).tick() : end + 1.0;
      int k = 0;
      for (double tick = b.tick(); tick < until - 1e-6; tick = b.tick() + k * b.beatTicks()) {
        beats.add(tick);
        if (k % b.beats() == 0) {
          downbeats.add(tick);
        }
        k++;
      }
    }
    return new BeatGrid(beats, downbeats, bars.getFirst().meter());
  }

  /// Beats since the first one, with the part of a beat; outside the beats, the nearest of them.
  double place(double tick) {
    int low = 0;
    int high = beats.size() - 1;
    if (tick >= beats.getLast()) {
      return high;
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (beats.get(middle) <= tick) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double from = beats.get(low);
    return low + Math.max(0, (tick - from) / (beats.get(high) - from));
  }
}
