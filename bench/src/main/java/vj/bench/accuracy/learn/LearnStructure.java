package vj.bench.accuracy.learn;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import vj.bench.accuracy.Beats;
import vj.bench.accuracy.learn.Turns.Played;
import vj.workers.audio.analysis.StructureNetwork;

/// Teaches the network that hears build-ups and drops: on every piece alone, and on sets of four at
/// different levels. Taught on single pieces only it counts from their beginning, and is lost in a
/// night that has only one.
final class LearnStructure {

  private static final int LANES = 32;
  private static final int FRAMES = 128;
  private static final double RATE = 5e-3;
  private static final int PIECES_PER_SET = 4;
  private static final int SKETCHES = 60;
  private static final double QUIETEST_DECIBELS = -20;

  private LearnStructure() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 5) {
      System.err.println(
          "usage: LearnStructure NETWORK_FILE UNITS ROUNDS FOLD/FOLDS FOLDER[:PREFIX,PREFIX]...");
      System.exit(64);
    }
    Fold fold = Fold.parse(args[3]);
    List<Path> wavs = new ArrayList<>();
    for (String folder : List.of(args).subList(4, args.length)) {
      for (Path wav : Corpus.wavs(folder)) {
        Path truth = Path.of(wav.toString().replace(".wav", ".json"));
        if (!fold.holds(Beats.read(truth).group())) {
          wavs.add(wav);
        }
      }
    }
    List<Turns> lessons = new ArrayList<>();
    lessons.addAll(sets(wavs).parallelStream().map(LearnStructure::read).toList());
    lessons.addAll(
        IntStream.range(0, SKETCHES)
            .parallel()
            .mapToObj(seed -> Turns.of(Sketch.make(seed)))
            .toList());
    System.out.println(wavs.size() + " pieces, " + lessons.size() + " lessons");
    Gru gru = Gru.random(StructureNetwork.SHAPE, Integer.parseInt(args[1]), 1);
    new Teacher(lessons, gru, new Teacher.Plan(LANES, FRAMES, Integer.parseInt(args[2]), RATE))
        .teach();
    try (var out = new DataOutputStream(Files.newOutputStream(Path.of(args[0])))) {
      gru.write(out);
    }
  }

  private static List<List<Played>> sets(List<Path> wavs) {
    Random random = new Random(1);
    List<List<Played>> sets = new ArrayList<>();
    for (Path wav : wavs) {
      sets.add(List.of(new Played(wav, 1)));
    }
    List<Played> night = new ArrayList<>();
    for (Path wav : wavs) {
      double decibels = QUIETEST_DECIBELS * random.nextDouble();
      night.add(new Played(wav, Math.pow(10, decibels / 20)));
    }
    Collections.shuffle(night, random);
    for (int i = 0; i + PIECES_PER_SET <= night.size(); i += PIECES_PER_SET) {
      sets.add(night.subList(i, i + PIECES_PER_SET));
    }
    return sets;
  }

  private static Turns read(List<Played> set) {
    try {
      return Turns.read(set);
    } catch (IOException e) {
      throw new UncheckedIOException(set.toString(), e);
    }
  }
}
