package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// Fills a folder with synthesised pieces and their truth. May be stopped and started again: what
/// is there is not made anew.
final class BuildSynthesis {

  private static final int LEARNED_PIECES = 150;

  private BuildSynthesis() {}

  public static void main(String[] args) throws IOException {
    boolean learn = args.length >= 2 && args[1].equals("--learn");
    if (args.length == 0 || args.length > 3 || (args.length > 1 && !learn)) {
      System.err.println("usage: BuildSynthesis FOLDER [--learn [PIECES]]");
      System.exit(64);
    }
    StyleBook styles = StyleBook.read();
    Path folder = Files.createDirectories(Path.of(args[0]));
    if (learn) {
      int pieces = args.length > 2 ? Integer.parseInt(args[2]) : LEARNED_PIECES;
      build(styles, Programme.learning(styles.styles(), pieces), folder);
    } else {
      build(styles, Programme.measuring(), folder);
      for (PitchTask task : PitchTask.MEASURED) {
        build(task.piece(), () -> new PitchTrack(task).make(), folder);
      }
    }
  }

  private static void build(StyleBook styles, List<Piece> pieces, Path folder) throws IOException {
    for (Piece piece : pieces) {
      build(piece, () -> new ClubTrack(styles, piece).make(), folder);
    }
  }

  private static void build(Piece piece, Supplier<Work> maker, Path folder) throws IOException {
    if (!new PieceFiles(folder, piece.id()).areThere()) {
      maker.get().write(folder);
      System.out.println(piece.id());
    }
  }
}
