package vj.bench.accuracy.learn;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vj.workers.audio.analysis.BeatNetwork;

/// Teaches the network that hears beats.
final class LearnBeats {

  private static final int LANES = 16;
  private static final int FRAMES = 800;
  private static final int METRONOMES = 120;
  private static final double RATE = 3e-3;

  private LearnBeats() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 5) {
      System.err.println(
          """
          usage: LearnBeats NETWORK_FILE UNITS ROUNDS FOLDS FOLDER[:PREFIX,PREFIX]...
          FOLDS 0 teaches one network with all pieces; more teach as many,
          NETWORK_FILE.0 and so on, each without one part of the pieces\
          """);
      System.exit(64);
    }
    int units = Integer.parseInt(args[1]);
    var plan = new Teacher.Plan(LANES, FRAMES, Integer.parseInt(args[2]), RATE);
    int folds = Integer.parseInt(args[3]);
    List<Track> tracks = read(List.of(args).subList(4, args.length));
    if (folds == 0) {
      teach(tracks, units, plan, Path.of(args[0]));
    }
    for (int i = 0; i < folds; i++) {
      Fold fold = new Fold(i, folds);
      List<Track> others = tracks.stream().filter(t -> !fold.holds(t.group())).toList();
      teach(others, units, plan, Path.of(args[0] + "." + i));
    }
  }

  private static List<Track> read(List<String> folders) throws IOException {
    List<Path> wavs = new ArrayList<>();
    for (String folder : folders) {
      wavs.addAll(Corpus.wavs(folder));
    }
    Stream<Track> music = wavs.parallelStream().map(LearnBeats::read);
    Stream<Track> plain = IntStream.range(0, METRONOMES).parallel().mapToObj(Metronome::make);
    return Stream.concat(music, plain).toList();
  }

  private static Track read(Path wav) {
    try {
      return Track.read(wav);
    } catch (IOException e) {
      throw new UncheckedIOException(wav.toString(), e);
    }
  }

  private static void teach(List<Track> tracks, int units, Teacher.Plan plan, Path file)
      throws IOException {
    System.out.println(file + ": " + tracks.size() + " pieces");
    Gru gru = Gru.random(BeatNetwork.SHAPE, units, 1);
    new Teacher(tracks, gru, plan).teach();
    try (var out = new DataOutputStream(Files.newOutputStream(file))) {
      gru.write(out);
    }
  }
}
