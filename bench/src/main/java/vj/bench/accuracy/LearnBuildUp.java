package vj.bench.accuracy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vj.workers.audio.analysis.BeatFrames;
import vj.workers.audio.analysis.BuildUpModel;
import vj.workers.audio.analysis.TendencyFrames;

/// Fits the weights that tell a build-up from everything else: logistic regression with a small
/// penalty, by Newton's method, on every sixth frame of all pieces.
final class LearnBuildUp {

  private static final int EVERY = 6;
  private static final double FROM_SECONDS = 6;
  private static final double PENALTY = 3e-3;
  private static final int ROUNDS = 15;

  private final List<double[]> inputs = new ArrayList<>();
  private final List<Boolean> inBuildUp = new ArrayList<>();

  private LearnBuildUp() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 3) {
      System.err.println("usage: LearnBuildUp CORPUS_FOLDER WEIGHTS_FILE NAME_PREFIX...");
      System.exit(64);
    }
    LearnBuildUp learned = new LearnBuildUp();
    List<String> prefixes = List.of(args).subList(2, args.length);
    for (Path wav : Predict.wavs(Path.of(args[0]))) {
      if (prefixes.stream().anyMatch(wav.getFileName().toString()::startsWith)) {
        learned.add(wav);
      }
    }
    Files.write(Path.of(args[1]), bytes(learned.weights()));
  }

  private void add(Path wav) throws IOException {
    WavFile file = WavFile.read(wav);
    String truth = Files.readString(Path.of(wav.toString().replace(".wav", ".json")));
    double[] buildUps = Beats.numbers(truth, "buildups");
    TendencyFrames frames = new TendencyFrames(file.sampleRate());
    float[] hop = new float[BeatFrames.hop(file.sampleRate())];
    int frame = 0;
    for (int i = 0; i + hop.length <= file.samples().length; i += hop.length) {
      System.arraycopy(file.samples(), i, hop, 0, hop.length);
      double now = (double) (i + hop.length) / file.sampleRate();
      if (frames.process(hop) && now > FROM_SECONDS && frame++ % EVERY == 0) {
        inputs.add(input(frames.values()));
        inBuildUp.add(within(buildUps, now));
      }
    }
  }

  private static double[] input(float[] values) {
    double[] x = new double[BuildUpModel.WEIGHTS];
    for (int i = 0; i < values.length; i++) {
      x[i] = values[i];
      x[values.length + i] = values[i] * values[i];
    }
    x[x.length - 1] = 1;
    return x;
  }

  private static boolean within(double[] stretches, double time) {
    for (int i = 0; i + 1 < stretches.length; i += 2) {
      if (time >= stretches[i] && time < stretches[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private double[] weights() {
    double[] w = new double[BuildUpModel.WEIGHTS];
    for (int round = 0; round < ROUNDS; round++) {
      double[] step = newtonStep(w);
      for (int i = 0; i < w.length; i++) {
        w[i] -= step[i];
      }
    }
    return w;
  }

  private double[] newtonStep(double[] w) {
    int n = w.length;
    double[][] system = new double[n][n + 1];
    for (int k = 0; k < inputs.size(); k++) {
      double[] x = inputs.get(k);
      double z = 0;
      for (int i = 0; i < n; i++) {
        z += w[i] * x[i];
      }
      double p = 1 / (1 + Math.exp(-z));
      double error = (p - (inBuildUp.get(k) ? 1 : 0)) / inputs.size();
      double curve = (p * (1 - p) + 1e-6) / inputs.size();
      for (int i = 0; i < n; i++) {
        system[i][n] += error * x[i];
        for (int j = 0; j < n; j++) {
          system[i][j] += curve * x[i] * x[j];
        }
      }
    }
    for (int i = 0; i + 1 < n; i++) {
      system[i][i] += 2 * PENALTY;
      system[i][n] += 2 * PENALTY * w[i];
    }
    return solve(system);
  }

  /// Gaussian elimination; the system is symmetric and positive, so no pivot is needed.
  private static double[] solve(double[][] a) {
    int n = a.length;
    for (int i = 0; i < n; i++) {
      for (int r = i + 1; r < n; r++) {
        double factor = a[r][i] / a[i][i];
        for (int c = i; c <= n; c++) {
          a[r][c] -= factor * a[i][c];
        }
      }
    }
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = a[i][n];
      for (int c = i + 1; c < n; c++) {
        sum -= a[i][c] * x[c];
      }
      x[i] = sum / a[i][i];
    }
    return x;
  }

  private static byte[] bytes(double[] weights) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(out);
    for (double weight : weights) {
      data.writeFloat((float) weight);
    }
    return out.toByteArray();
  }
}
