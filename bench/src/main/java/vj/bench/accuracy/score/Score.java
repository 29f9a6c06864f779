package vj.bench.accuracy.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import vj.bench.accuracy.score.Group.Scored;

/// Scores the predictions of a folder against the truth of a corpus and prints what was reached.
final class Score {

  private static final String USAGE =
      """
      usage: Score CORPUS PREDICTIONS [--use emit|reported] [--category NAME[,NAME...]]
                   [--per-piece] [--json FILE]

        --use emit       score when a message would have been sent (the default)
        --use reported   score the time that the message tells
      """;

  private Path corpus = Path.of("");
  private Path predictions = Path.of("");
  private PieceScore.Use use = PieceScore.Use.EMIT;
  private List<String> categories = List.of();
  private boolean perPiece;
  private String json = "";

  private Score() {}

  public static void main(String[] args) throws IOException {
    Score score = new Score();
    if (!score.understands(List.of(args))) {
      System.err.print(USAGE);
      System.exit(64);
    }
    score.run();
  }

  private boolean understands(List<String> args) {
    List<Path> folders = new ArrayList<>();
    Iterator<String> words = args.iterator();
    try {
      while (words.hasNext()) {
        String word = words.next();
        switch (word) {
          case "--use" -> use = PieceScore.Use.valueOf(words.next().toUpperCase(Locale.ROOT));
          case "--category" -> categories = Arrays.asList(words.next().split(",", -1));
          case "--json" -> json = words.next();
          case "--per-piece" -> perPiece = true;
          default -> {
            if (word.startsWith("--")) {
              return false;
            }
            folders.add(Path.of(word));
          }
        }
      }
    } catch (NoSuchElementException | IllegalArgumentException e) {
      return false;
    }
    if (folders.size() != 2) {
      return false;
    }
    corpus = folders.getFirst();
    predictions = folders.getLast();
    return true;
  }

  private void run() throws IOException {
    List<Scored> pieces = new ArrayList<>();
    int missing = 0;
    for (Path file : truths()) {
      Sheet truth = Sheet.read(file);
      Path prediction = predictions.resolve(file.getFileName());
      if (!categories.isEmpty() && !categories.contains(truth.text("category"))) {
        continue;
      }
      if (Files.exists(prediction)) {
        Marks marks = new PieceScore(truth, use).of(Sheet.read(prediction));
        pieces.add(new Scored(truth, marks));
      } else {
        missing++;
      }
    }
    print(new Report(pieces), missing);
  }

  private void print(Report report, int missing) throws IOException {
    if (perPiece) {
      System.out.println(report.perPiece());
    }
    System.out.println(report.goals());
    System.out.print(report.means());
    if (missing > 0) {
      System.out.println("without a prediction: " + missing + " pieces");
    }
    if (!json.isEmpty()) {
      Files.writeString(Path.of(json), report.json());
    }
  }

  private List<Path> truths() throws IOException {
    try (Stream<Path> files = Files.list(corpus)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
