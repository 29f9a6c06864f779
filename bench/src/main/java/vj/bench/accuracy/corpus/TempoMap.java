package vj.bench.accuracy.corpus;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vj.bench.accuracy.corpus.MidiEvent.Tempo;

/// Ticks to seconds and back, for one file.
final class TempoMap {

  /// 120 beats a minute, until the file says otherwise.
  private static final int UNSAID = 500_000;

  private final int ticksPerQuarter;

  /// Where a tempo begins, ascending from 0; with the second at which it does, and the tempo.
  private final long[] ticks;

  private final double[] seconds;
  private final int[] micros;

  private TempoMap(int ticksPerQuarter, SortedMap<Long, Integer> tempos) {
    this.ticksPerQuarter = ticksPerQuarter;
    ticks = new long[tempos.size()];
    seconds = new double[tempos.size()];
    micros = new int[tempos.size()];
    int i = 0;
    for (Map.Entry<Long, Integer> tempo : tempos.entrySet()) {
      ticks[i] = tempo.getKey();
      micros[i] = tempo.getValue();
      seconds[i] = i == 0 ? 0 : seconds[i - 1] + seconds(ticks[i] - ticks[i - 1], micros[i - 1]);
      i++;
    }
  }

  static TempoMap of(MidiFile file) {
    SortedMap<Long, Integer> tempos = new TreeMap<>();
    tempos.put(0L, UNSAID);
    for (Tempo tempo : file.tempos()) { // of several at one tick, the last one counts
      tempos.put(tempo.tick(), tempo.microsPerQuarter());
    }
    return new TempoMap(file.ticksPerQuarter(), tempos);
  }

  double seconds(double tick) {
    int i = 0;
    while (i + 1 < ticks.length && ticks[i + 1] <= tick) {
      i++;
    }
    return seconds[i] + seconds(tick - ticks[i], micros[i]);
  }

  double tick(double second) {
    int i = 0;
    while (i + 1 < ticks.length && seconds[i + 1] <= second) {
      i++;
    }
    return ticks[i] + (second - seconds[i]) * 1e6 * ticksPerQuarter / micros[i];
  }

  int microsPerQuarter(double tick) {
    int i = 0;
    while (i + 1 < ticks.length && ticks[i + 1] <= tick) {
      i++;
    }
    return micros[i];
  }

  private double seconds(double ticksOf, int microsPerQuarter) {
    return ticksOf * microsPerQuarter / 1e6 / ticksPerQuarter;
  }
}
