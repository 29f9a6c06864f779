package vj.bench.accuracy.learn;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vj.workers.audio.analysis.BeatNetwork;

/// Teaches the network that hears beats.
final class LearnBeats {

  private static final int FRAMES = 384;
  private static final double RATE = 4e-3;

  private LearnBeats() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 5) {
      System.err.println(
          "usage: LearnBeats NETWORK_FILE UNITS ROUNDS FOLD/FOLDS FOLDER[:PREFIX,PREFIX]...");
      System.exit(64);
    }
    Fold fold = Fold.parse(args[3]);
    List<Path> wavs = new ArrayList<>();
    for (String folder : List.of(args).subList(4, args.length)) {
      wavs.addAll(Corpus.wavs(folder));
    }
    List<Track> tracks =
        wavs.parallelStream()
            .map(LearnBeats::read)
            .filter(track -> !fold.holds(track.group()))
            .toList();
    System.out.println(tracks.size() + " pieces");
    Gru gru = Gru.random(BeatNetwork.SHAPE, Integer.parseInt(args[1]), 1);
    new Teacher(tracks, gru, new Teacher.Plan(FRAMES, Integer.parseInt(args[2]), RATE)).teach();
    try (var out = new DataOutputStream(Files.newOutputStream(Path.of(args[0])))) {
      gru.write(out);
    }
  }

  private static Track read(Path wav) {
    try {
      return Track.read(wav);
    } catch (IOException e) {
      throw new UncheckedIOException(wav.toString(), e);
    }
  }
}
