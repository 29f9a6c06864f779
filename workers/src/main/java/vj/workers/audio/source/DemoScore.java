package vj.workers.audio.source;

import java.util.ArrayList;
import java.util.List;

/// What happens when in the demo track: the truth that an analysis of it can be held against.
///
/// The form repeats every [#CYCLE_BARS] bars: groove, break, build-up, and the drop, which is the
/// first beat of the peak. Times are in seconds of the track.
public final class DemoScore {

  public static final double BPM = 128;

  public static final int BEATS_PER_BAR = 4;

  public static final int CYCLE_BARS = 48;

  public static final double BEAT_SECONDS = 60 / BPM;

  private static final double BAR_SECONDS = BEATS_PER_BAR * BEAT_SECONDS;

  private DemoScore() {}

  /// A part of the form: its first bar within the cycle, and its length in bars.
  public enum Part {
    GROOVE(0, 16),
    BREAK(16, 8),
    BUILD(24, 8),
    PEAK(32, 16);

    private final int startBar;
    private final int bars;

    Part(int startBar, int bars) {
      this.startBar = startBar;
      this.bars = bars;
    }

    public int startBar() {
      return startBar;
    }

    public int bars() {
      return bars;
    }

    /// The part that bar `bar` of the track, counted from 0 for ever, belongs to.
    public static Part at(long bar) {
      int within = (int) (bar % CYCLE_BARS);
      return within < BREAK.startBar
          ? GROOVE
          : within < BUILD.startBar ? BREAK : within < PEAK.startBar ? BUILD : PEAK;
    }
  }

  /// @param part what is played
  /// @param start seconds
  /// @param end seconds
  public record Section(Part part, double start, double end) {}

  /// The sections that begin before `seconds`.
  public static List<Section> sections(double seconds) {
    List<Section> sections = new ArrayList<>();
    for (long bar = 0; bar * BAR_SECONDS < seconds; ) {
      Part part = Part.at(bar);
      double start = bar * BAR_SECONDS;
      bar += part.bars();
      sections.add(new Section(part, start, bar * BAR_SECONDS));
    }
    return sections;
  }

  /// The times of all beats before `seconds`; each fourth, from the first, is a downbeat.
  public static double[] beats(double seconds) {
    double[] beats = new double[(int) Math.ceil(seconds / BEAT_SECONDS)];
    for (int beat = 0; beat < beats.length; beat++) {
      beats[beat] = beat * BEAT_SECONDS;
    }
    return beats;
  }

  /// The times of all drops before `seconds`.
  public static double[] drops(double seconds) {
    return sections(seconds).stream()
        .filter(section -> section.part() == Part.PEAK)
        .mapToDouble(Section::start)
        .toArray();
  }
}
