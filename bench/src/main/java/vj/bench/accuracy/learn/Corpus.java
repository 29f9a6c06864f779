package vj.bench.accuracy.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Which pieces of a folder are meant.
final class Corpus {

  private Corpus() {}

  /// @param folder a path, and after a colon the beginnings of the names wanted, `DIR:club,midi`
  static List<Path> wavs(String folder) throws IOException {
    int colon = folder.lastIndexOf(':');
    Path path = Path.of(colon < 0 ? folder : folder.substring(0, colon));
    List<String> prefixes =
        colon < 0 ? List.of("") : List.of(folder.substring(colon + 1).split(",", -1));
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> file.toString().endsWith(".wav"))
          .filter(file -> prefixes.stream().anyMatch(file.getFileName().toString()::startsWith))
          .sorted()
          .toList();
    }
  }
}
