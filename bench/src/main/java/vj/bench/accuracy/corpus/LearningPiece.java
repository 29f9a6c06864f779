package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes one piece of the learning set out of notes. The same name gives the same piece.
final class LearningPiece {

  private static final double SHORTEST_SECONDS = 40;
  private static final double LONGEST_SECONDS = 90;

  /// Stretches of a performance that are asked for a usable beat.
  private static final int CANDIDATES = 8;

  /// A song may be played at any tempo, an accompaniment has been generated at the one it wants.
  enum Kind {
    SONG,
    ACCOMPANIMENT
  }

  private final NotatedTruth.Origin origin;
  private final Kind kind;
  private final Random random;

  /// @param origin its condition is to be told by this class
  LearningPiece(NotatedTruth.Origin origin, Kind kind) {
    this.origin = origin;
    this.kind = kind;
    random = Seed.of(origin.id());
  }

  /// @return whether there is a piece: not where no stretch of the notes has a usable beat
  boolean write(Performance original, Path folder) throws IOException {
    double length = length(original.lastSecond());
    List<Span> usable = new ArrayList<>();
    double bpm = 0;
    for (int i = 0; i < CANDIDATES; i++) {
      double start = i == 0 ? 0 : random.nextDouble() * (original.lastSecond() - length);
      Span span = new Span(Math.max(0, start), Math.max(0, start) + length);
      TruthFilter.Verdict verdict = TruthFilter.judge(original, span);
      if (verdict.usable()) {
        usable.add(span);
        bpm = verdict.bpm();
      }
    }
    if (usable.isEmpty() || length < SHORTEST_SECONDS / 2) {
      return false;
    }
    Variation variation = new Variation(random);
    Performance varied = variation.of(original, bpm, kind == Kind.SONG);
    List<Span> chosen = variation.spans(usable);
    double longest = LONGEST_SECONDS / chosen.size();
    write(
        varied,
        chosen.stream().map(s -> retimed(s, original, varied, longest)).toList(),
        variation,
        folder);
    return true;
  }

  private double length(double whole) {
    double wanted = SHORTEST_SECONDS + (LONGEST_SECONDS - SHORTEST_SECONDS) * random.nextDouble();
    return Math.min(whole + 1, wanted);
  }

  /// The same notes at the varied tempo.
  private static Span retimed(Span span, Performance from, Performance to, double longest) {
    double start = to.tempo().seconds(from.tempo().tick(span.from()));
    double end = to.tempo().seconds(from.tempo().tick(span.to()));
    return new Span(start, Math.min(end, start + longest));
  }

  private void write(Performance played, List<Span> spans, Variation variation, Path folder)
      throws IOException {
    double end = spans.stream().mapToDouble(Span::to).max().orElseThrow();
    Fluidsynth synth = Fluidsynth.ALL.get(random.nextInt(Fluidsynth.ALL.size()));
    Sound sound = variation.coloured(Splice.of(synth.play(played.file(), end), spans));
    TruthCut.Times times = new TruthCut(played).played(spans);
    new FinishedPiece(
            sound,
            new NotatedTruth(
                origin.withCondition(variation.condition()),
                sound.seconds(),
                times.rhythm(),
                times.onsets()))
        .write(folder);
  }
}
