package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
    int pieces = args.length > 2 ? Integer.parseInt(args[2]) : LEARNED_PIECES;
    build(
        styles,
        learn ? Programme.learning(styles.styles(), pieces) : Programme.measuring(),
        Files.createDirectories(Path.of(args[0])));
  }

  private static void build(StyleBook styles, List<Piece> pieces, Path folder) throws IOException {
    for (Piece piece : pieces) {
      if (!Files.exists(Work.truthFile(folder, piece))) {
        new ClubTrack(styles, piece).make().write(folder);
        System.out.println(piece.id());
      }
    }
  }
}
