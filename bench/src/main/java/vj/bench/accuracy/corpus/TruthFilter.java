package vj.bench.accuracy.corpus;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Decides whether the beat that a file notates is the beat that one hears in it.
///
/// Many files were played in freely, or written at half or double the tempo, or shifted against
/// their bars; nobody may learn from such a file or be measured by it. One rule for all: in the
/// stretch asked about,
///
/// - there are enough notes and beats to judge, and the notes reach nearly to its end;
/// - the tempo is one that a listener taps, 60 to 200 beats a minute;
/// - the notes keep to the grid: four fifths of them start on the beat or on a half, third or
///   quarter of it;
/// - most beats are heard: three fifths of them have a note on them;
/// - the beat is the stronger one: what starts on the beats is louder, summed up, than what starts
///   half a beat later (else the notation may be shifted by that), and by more than what starts a
///   quarter before or after (else shifted by that, or at half the tempo).
final class TruthFilter {

  static final double SLOWEST_BPM = 60;
  static final double FASTEST_BPM = 200;

  /// Files give a tempo in whole microseconds.
  private static final double SAME_BPM = 0.01;

  private static final double MIN_NOTES_PER_SECOND = 100 / 60.0;
  private static final double MIN_BEATS_PER_SECOND = 0.5;

  /// Notes must reach this share of the stretch.
  private static final double MIN_REACH = 35 / 60.0;

  /// In beats: how far off the grid a note may start and still keep to it.
  private static final double ALIGNED = 0.035;

  private static final double MIN_ALIGNED = 0.80;

  /// In beats: how far off its place a note still counts for that place.
  private static final double NEAR = 0.06;

  private static final double MIN_COVERED = 0.60;
  private static final double MIN_OVER_HALF = 1.05;
  private static final double MIN_OVER_QUARTER = 1.2;

  private static final double[] GRID = {0, 1 / 4.0, 1 / 3.0, 1 / 2.0, 2 / 3.0, 3 / 4.0, 1};

  /// What the rule saw.
  ///
  /// @param bpm median; NaN with fewer than two beats
  /// @param aligned share of the notes, NaN without notes
  /// @param covered share of the beats
  record Verdict(boolean usable, double bpm, double aligned, double covered) {}

  private TruthFilter() {}

  static Verdict judge(Performance performance, Span span) {
    double[] all = performance.beatSeconds();
    List<Note> notes =
        performance.notes().stream().filter(n -> span.contains(performance.startOf(n))).toList();
    double last = notes.isEmpty() ? 0 : performance.startOf(notes.getLast());
    double[] beats = Arrays.stream(all).filter(b -> b >= span.from() && b <= last).toArray();
    double bpm = medianBpm(beats);
    Weights w = weights(performance.grid(), notes);
    double covered = beats.length == 0 ? 0 : w.beats.size() / (double) beats.length;
    double aligned = w.aligned / (double) notes.size();
    boolean enough =
        notes.size() >= MIN_NOTES_PER_SECOND * span.length()
            && beats.length >= MIN_BEATS_PER_SECOND * span.length()
            && last - span.from() >= MIN_REACH * span.length();
    boolean usable =
        enough
            && bpm > SLOWEST_BPM - SAME_BPM
            && bpm < FASTEST_BPM + SAME_BPM
            && aligned >= MIN_ALIGNED
            && covered >= MIN_COVERED
            && w.onBeat >= MIN_OVER_HALF * w.half
            && w.onBeat >= MIN_OVER_QUARTER * Math.max(w.quarterAfter, w.quarterBefore);
    return new Verdict(usable, bpm, aligned, covered);
  }

  static double medianBpm(double[] beats) {
    if (beats.length < 2) {
      return Double.NaN;
    }
    double[] gaps = new double[beats.length - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = beats[i + 1] - beats[i];
    }
    Arrays.sort(gaps);
    int n = gaps.length;
    return 60 / ((gaps[(n - 1) / 2] + gaps[n / 2]) / 2);
  }

  /// Summed gains by the place in the beat.
  private static final class Weights {
    private int aligned;
    private double onBeat;
    private double half;
    private double quarterAfter;
    private double quarterBefore;

    /// Those with a note on them.
    private final Set<Long> beats = new HashSet<>();
  }

  private static Weights weights(BeatGrid grid, List<Note> notes) {
    Weights w = new Weights();
    for (Note note : notes) {
      double place = grid.place(note.tick());
      double phase = place - Math.floor(place);
      w.aligned += Arrays.stream(GRID).anyMatch(g -> Math.abs(phase - g) < ALIGNED) ? 1 : 0;
      if (phase < NEAR || phase > 1 - NEAR) {
        w.onBeat += note.gain();
        w.beats.add(Math.round(place));
      } else if (Math.abs(phase - 0.5) < NEAR) {
        w.half += note.gain();
      } else if (Math.abs(phase - 0.25) < NEAR) {
        w.quarterAfter += note.gain();
      } else if (Math.abs(phase - 0.75) < NEAR) {
        w.quarterBefore += note.gain();
      }
    }
    return w;
  }
}
