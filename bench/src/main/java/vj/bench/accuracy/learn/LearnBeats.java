package vj.bench.accuracy.learn;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import vj.workers.audio.analysis.BeatInput;

/// Teaches the network that hears beats: stochastic gradient descent (Adam: Kingma and Ba 2015) on
/// sequences cut out of all pieces, the same weights from the same corpus every time.
final class LearnBeats {

  private static final int LANES = 32;
  private static final int FRAMES = 384;
  private static final double RATE = 4e-3;
  private static final double LEAST_RATE = 1e-4;
  private static final double LONGEST_STEP = 1;

  /// Pieces are played this much faster or slower each time.
  private static final double STRETCH = Double.parseDouble(System.getProperty("t.stretch", "0.1"));

  private final List<Track> tracks;
  private final Gru gru;
  private final List<Lane> lanes = new ArrayList<>();
  private final Cursor[] cursors = new Cursor[LANES];
  private final float[] mean;
  private final float[] square;
  private final Random random = new Random(1);
  private final List<Track> queue = new ArrayList<>();
  private int steps;

  private record Cursor(Track track, int frame) {}

  private LearnBeats(List<Track> tracks, int units) {
    this.tracks = tracks;
    gru = Gru.random(BeatInput.SIZE, units, 1);
    mean = new float[gru.weights.length];
    square = new float[gru.weights.length];
    for (int i = 0; i < LANES; i++) {
      lanes.add(new Lane(gru, FRAMES));
    }
  }

  public static void main(String[] args) throws IOException {
    if (args.length < 4) {
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
        IntStream.range(0, wavs.size())
            .parallel()
            .mapToObj(i -> read(wavs.get(i)))
            .filter(track -> !fold.holds(track.group()) && track.frames() > 2 * FRAMES)
            .toList();
    System.out.println(tracks.size() + " pieces");
    LearnBeats learned = new LearnBeats(tracks, Integer.parseInt(args[1]));
    learned.learn(Integer.parseInt(args[2]));
    try (var out = new DataOutputStream(Files.newOutputStream(Path.of(args[0])))) {
      learned.gru.write(out);
    }
  }

  private static Track read(Path wav) {
    try {
      return Track.read(wav);
    } catch (IOException e) {
      throw new UncheckedIOException(wav.toString(), e);
    }
  }

  private void learn(int rounds) {
    long frames = tracks.stream().mapToLong(Track::frames).sum();
    int stepsPerRound = (int) (frames / FRAMES / LANES);
    int all = rounds * stepsPerRound;
    double loss = 0;
    double tempoLoss = 0;
    double weight = 0;
    for (int i = 0; i < all; i++) {
      step(rate((double) i / all));
      for (Lane lane : lanes) {
        loss += lane.loss;
        tempoLoss += lane.tempoLoss;
        weight += lane.weight;
      }
      if ((i + 1) % stepsPerRound == 0) {
        System.out.printf(
            Locale.ROOT,
            "round %d loss %.4f tempo %.3f%n",
            (i + 1) / stepsPerRound,
            loss / weight,
            2 * tempoLoss / weight);
        loss = 0;
        tempoLoss = 0;
        weight = 0;
      }
    }
  }

  /// Rises for a twentieth of the time, then falls as a cosine.
  private static double rate(double done) {
    double rising = Math.min(1, done / 0.05 + 0.02);
    return LEAST_RATE + (RATE - LEAST_RATE) * rising * (0.5 + 0.5 * Math.cos(Math.PI * done));
  }

  private void step(double rate) {
    for (int i = 0; i < LANES; i++) {
      advance(i);
    }
    IntStream.range(0, LANES)
        .parallel()
        .forEach(i -> lanes.get(i).learn(cursors[i].track(), cursors[i].frame()));
    descend(rate);
  }

  private void advance(int lane) {
    Cursor cursor = cursors[lane];
    if (cursor != null && cursor.frame() + 2 * FRAMES <= cursor.track().frames()) {
      cursors[lane] = new Cursor(cursor.track(), cursor.frame() + FRAMES);
      return;
    }
    if (queue.isEmpty()) {
      queue.addAll(tracks);
      Collections.shuffle(queue, random);
    }
    Track next = queue.removeLast().stretched(1 + STRETCH * (2 * random.nextDouble() - 1));
    lanes.get(lane).forget();
    cursors[lane] = new Cursor(next, random.nextInt(Math.min(FRAMES, next.frames() - FRAMES)));
  }

  private void descend(double rate) {
    float[] gradient = new float[gru.weights.length];
    double weight = 1;
    for (Lane lane : lanes) {
      weight += lane.weight;
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] += lane.gradient[k];
      }
    }
    double squares = 0;
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] /= (float) (weight / 20);
      squares += gradient[k] * gradient[k];
    }
    float shorten = (float) Math.min(1, LONGEST_STEP / Math.sqrt(squares));
    steps++;
    double meanPart = 1 - Math.pow(0.9, steps);
    double squarePart = 1 - Math.pow(0.99, steps);
    for (int k = 0; k < gradient.length; k++) {
      float g = gradient[k] * shorten;
      mean[k] += 0.1f * (g - mean[k]);
      square[k] += 0.01f * (g * g - square[k]);
      gru.weights[k] -=
          (float) (rate * (mean[k] / meanPart) / (Math.sqrt(square[k] / squarePart) + 1e-8));
    }
  }
}
