package vj.bench.accuracy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vj.workers.audio.analysis.Rhythm;
import vj.workers.audio.analysis.RhythmTable;

/// Counts how often each rhythm class falls on each phase of the bar in music with known beats, and
/// writes the tables that the beat tracker ships with: one per kind of rhythm. The kinds are found,
/// not given: every piece goes to the table that foretells it best, then the tables are counted
/// anew, until that settles.
final class LearnRhythm {

  private static final int ROUNDS = 12;

  private final List<Piece> pieces;
  private List<double[][]> tables = List.of();
  private int[] kinds;

  private LearnRhythm(List<Piece> pieces) {
    this.pieces = pieces;
    kinds = new int[pieces.size()];
  }

  public static void main(String[] args) throws IOException {
    if (args.length < 3) {
      System.err.println("usage: LearnRhythm CORPUS_FOLDER TABLE_FILE NAME_PREFIX...");
      System.exit(64);
    }
    List<String> prefixes = List.of(args).subList(2, args.length);
    List<Piece> pieces = new ArrayList<>();
    for (Path wav : Predict.wavs(Path.of(args[0]))) {
      if (prefixes.stream().anyMatch(wav.getFileName().toString()::startsWith)) {
        pieces.addAll(Piece.read(wav).segments());
      }
    }
    LearnRhythm learned = new LearnRhythm(pieces);
    learned.learn();
    Files.write(Path.of(args[1]), learned.bytes());
  }

  private void learn() {
    kinds = firstKinds();
    for (int round = 0; round < ROUNDS; round++) {
      tables = count();
      for (int i = 0; i < kinds.length; i++) {
        kinds[i] = best(pieces.get(i));
      }
    }
    for (int k = 0; k < RhythmTable.PATTERNS; k++) {
      int kind = k;
      System.out.println(k + ": " + Arrays.stream(kinds).filter(x -> x == kind).count());
    }
  }

  /// To begin with, kinds are equal shares of the pieces by how steadily the bass falls on the
  /// beat.
  private int[] firstKinds() {
    double[] bass = pieces.stream().mapToDouble(LearnRhythm::bassOnBeat).toArray();
    double[] sorted = bass.clone();
    Arrays.sort(sorted);
    return Arrays.stream(bass)
        .mapToInt(b -> Arrays.binarySearch(sorted, b) * RhythmTable.PATTERNS / sorted.length)
        .toArray();
  }

  private static double bassOnBeat(Piece piece) {
    double on = 0;
    double all = 1;
    for (int i = 0; i < piece.frames(); i++) {
      if (Rhythm.step(piece.heard(i), 0) >= 3) {
        all++;
        on += piece.phase(i) < 0.1 ? 1 : 0;
      }
    }
    return on / all;
  }

  private List<double[][]> count() {
    List<double[][]> counted = new ArrayList<>();
    for (int k = 0; k < RhythmTable.PATTERNS; k++) {
      RhythmCounts counts = new RhythmCounts();
      for (int i = 0; i < kinds.length; i++) {
        if (kinds[i] == k) {
          counts.add(pieces.get(i));
        }
      }
      counted.add(counts.logLikelihood());
    }
    return counted;
  }

  private int best(Piece piece) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < RhythmTable.PATTERNS; k++) {
      double sum = 0;
      for (int i = 0; i < piece.frames(); i++) {
        double place = piece.place(i) < 0 ? -1 - piece.place(i) : piece.place(i);
        sum += tables.get(k)[piece.heard(i)][(int) (place * RhythmCounts.BEAT)];
      }
      if (sum > most) {
        most = sum;
        best = k;
      }
    }
    return best;
  }

  private byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (double[][] table : tables) {
      for (double[] row : table) {
        for (double value : row) {
          out.write((int) Math.max(-127, Math.min(127, Math.round(RhythmTable.SCALE * value))));
        }
      }
    }
    return out.toByteArray();
  }
}
