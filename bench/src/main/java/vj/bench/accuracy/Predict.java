package vj.bench.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import vj.workers.audio.offline.JsonReport;

/// Analyses every WAV file of a folder and writes what the worker would have sent, one JSON file
/// per piece, for the scorer.
final class Predict {

  private Predict() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: Predict CORPUS_FOLDER PREDICTION_FOLDER [NAME_PREFIX...]");
      System.exit(64);
    }
    Path out = Files.createDirectories(Path.of(args[1]));
    List<String> prefixes = List.of(args).subList(2, args.length);
    for (Path wav : wavs(Path.of(args[0]))) {
      String id = wav.getFileName().toString().replace(".wav", "");
      if (prefixes.isEmpty() || prefixes.stream().anyMatch(id::startsWith)) {
        JsonReport.write(wav, out.resolve(id + ".json"));
      }
    }
  }

  static List<Path> wavs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".wav")).sorted().toList();
    }
  }
}
