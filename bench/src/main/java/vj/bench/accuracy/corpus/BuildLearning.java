package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Fills a folder with music of notated beats to learn from: variants of the packages' MIDI files
/// and accompaniments in every style of `mma`. Can be interrupted; what is there is not made again.
final class BuildLearning {

  private static final int DEFAULT_ROUNDS = 6;

  /// A round is one variant of each MIDI file and so many accompaniments.
  private static final int ACCOMPANIMENTS_PER_ROUND = 42;

  /// Some styles count what nobody hears; then the next one gets its chance.
  private static final int TRIES = 6;

  /// Each runs a synthesiser that keeps a core busy.
  private static final int THREADS = 2;

  private final Path out;
  private final List<PackageMusic.Tune> tunes;
  private final List<GrooveLibrary.Style> styles;

  private BuildLearning(Path out, List<PackageMusic.Tune> tunes, List<GrooveLibrary.Style> styles) {
    this.out = out;
    this.tunes = tunes;
    this.styles = styles;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean counted = args.length == 4 && args[2].equals("--count");
    if (args.length != 2 && !counted) {
      System.err.println("usage: BuildLearning MATERIAL_FOLDER OUT_FOLDER [--count ROUNDS]");
      System.exit(64);
    }
    List<GrooveLibrary.Style> styles = new ArrayList<>(GrooveLibrary.read(GrooveLibrary.INSTALLED));
    Collections.shuffle(styles, Seed.of("styles"));
    BuildLearning build =
        new BuildLearning(
            Files.createDirectories(Path.of(args[1])), PackageMusic.read(Path.of(args[0])), styles);
    build.run(counted ? Integer.parseInt(args[3]) : DEFAULT_ROUNDS);
  }

  private void run(int rounds) throws IOException, InterruptedException {
    List<Callable<String>> pieces = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (PackageMusic.Tune tune : tunes) {
        String id = "midi-%s-v%02d".formatted(tune.id(), round);
        pieces.add(() -> variant(id, tune));
      }
      for (int i = 0; i < ACCOMPANIMENTS_PER_ROUND; i++) {
        int number = round * ACCOMPANIMENTS_PER_ROUND + i;
        pieces.add(() -> accompaniment("mma-%04d".formatted(number), number));
      }
    }
    try (ExecutorService threads =
        Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().name("piece-", 0).factory())) {
      List<Future<String>> done = pieces.stream().map(threads::submit).toList();
      for (Future<String> piece : done) {
        System.out.println(result(piece, threads));
      }
    }
  }

  /// A fault stops the whole build: a set with holes would go unseen.
  private static String result(Future<String> piece, ExecutorService threads)
      throws IOException, InterruptedException {
    try {
      return piece.get();
    } catch (ExecutionException e) {
      threads.shutdownNow();
      throw new IOException("the corpus is not complete", e);
    }
  }

  private String variant(String id, PackageMusic.Tune tune) throws IOException {
    if (new PieceFiles(out, id).areThere()) {
      return id + " is there";
    }
    NotatedTruth.Origin origin =
        new NotatedTruth.Origin(
            id, "midi", tune.key(), "", "midi-" + tune.id(), tune.source(), "notated");
    Performance played = Performance.of(MidiFile.read(tune.file()));
    boolean made = new LearningPiece(origin, LearningPiece.Kind.SONG).write(played, out);
    return id + (made ? "" : " has no usable beat");
  }

  private String accompaniment(String id, int number) throws IOException {
    if (new PieceFiles(out, id).areThere()) {
      return id + " is there";
    }
    Random random = Seed.of("accompaniment " + id);
    for (int i = 0; i < TRIES; i++) {
      int turn = number + i * (styles.size() / TRIES);
      GrooveLibrary.Style style = styles.get(turn % styles.size());
      String source = style.folder() + "/" + style.name();
      NotatedTruth.Origin origin =
          new NotatedTruth.Origin(
              id, "mma", style.name(), "", "mma-" + source, "mma:" + source, "notated");
      Optional<Performance> played = new Accompaniment(style, random).play();
      if (played.isPresent()
          && new LearningPiece(origin, LearningPiece.Kind.ACCOMPANIMENT).write(played.get(), out)) {
        return "%s %s".formatted(id, source);
      }
    }
    return id + ": no style with a usable beat";
  }
}
