package vj.bench.accuracy.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The truth of some stretches of a performance, played one after the other.
final class TruthCut {

  /// Quieter than the loudest note by more than this, nobody hears the start of a note.
  private static final double INAUDIBLE_DB = -36;

  /// General MIDI has drums on these keys only.
  private static final int FIRST_DRUM = 35;

  private static final int LAST_DRUM = 81;

  /// Seconds before the first and after the last onset in which a beat still counts.
  private static final double EDGE = 0.05;

  /// BPM: a change by less is rounding.
  private static final double SAME_TEMPO = 0.3;

  private final Performance performance;
  private final double[] beats;
  private final double[] downbeats;
  private final double[] starts;

  TruthCut(Performance performance) {
    this.performance = performance;
    beats = performance.beatSeconds();
    downbeats = performance.downbeatSeconds();
    double loudest = performance.notes().stream().mapToDouble(Note::gain).max().orElse(1);
    starts =
        performance.notes().stream()
            .filter(n -> heard(n, loudest))
            .mapToDouble(performance::startOf)
            .toArray();
  }

  private static boolean heard(Note note, double loudest) {
    boolean sounds = !note.drum() || (note.key() >= FIRST_DRUM && note.key() <= LAST_DRUM);
    double level = 40 * Math.log10(Math.max(note.gain(), 1e-4) / loudest);
    return sounds && level >= INAUDIBLE_DB;
  }

  record Times(NotatedTruth.Rhythm rhythm, List<Double> onsets) {}

  /// Where the notes are what is heard. Beats count from the first onset of each stretch to its
  /// last one: nobody knows of a beat before the music begins.
  Times played(List<Span> spans) {
    List<Double> onsets = new ArrayList<>();
    Cut cut = new Cut();
    double at = 0;
    for (Span span : spans) {
      double shift = at - span.from();
      List<Double> heard = shifted(starts, span.from(), span.to() - EDGE, shift);
      if (!heard.isEmpty()) {
        cut.add(
            Math.max(span.from(), heard.getFirst() - shift - EDGE),
            Math.min(span.to(), heard.getLast() - shift + EDGE),
            shift);
      }
      onsets.addAll(heard);
      at += span.length();
    }
    return new Times(cut.rhythm(), NotatedTruth.merged(onsets));
  }

  /// Where the notes are not what is heard, but a recording that keeps their time.
  Times keptBy(Span recording) {
    Cut cut = new Cut();
    cut.add(recording.from(), recording.to(), -recording.from());
    return new Times(cut.rhythm(), List.of());
  }

  /// Stretches of the beat, one after the other.
  private final class Cut {

    private final List<Double> cutBeats = new ArrayList<>();
    private final List<Double> cutDownbeats = new ArrayList<>();
    private final List<Double> curve = new ArrayList<>();

    private void add(double from, double to, double shift) {
      List<Double> more = shifted(beats, from, to, shift);
      cutBeats.addAll(more);
      cutDownbeats.addAll(shifted(downbeats, from, to, shift));
      addCurve(curve, more);
    }

    private NotatedTruth.Rhythm rhythm() {
      String meter = performance.grid().meter();
      return new NotatedTruth.Rhythm(cutBeats, cutDownbeats, curve, meter);
    }
  }

  private static List<Double> shifted(double[] times, double from, double to, double by) {
    return Arrays.stream(times).filter(t -> t >= from && t < to).map(t -> t + by).boxed().toList();
  }

  private static void addCurve(List<Double> curve, List<Double> beats) {
    for (int i = 0; i + 1 < beats.size(); i++) {
      double bpm = 60 / (beats.get(i + 1) - beats.get(i));
      if (i == 0 || Math.abs(bpm - curve.getLast()) > SAME_TEMPO) {
        curve.add(beats.get(i));
        curve.add(bpm);
      }
    }
  }
}
