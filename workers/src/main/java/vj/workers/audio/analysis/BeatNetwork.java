package vj.workers.audio.analysis;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// How likely a beat, a downbeat and each tempo are in each frame, given all that was heard until
/// then: one layer of gated recurrent units (Cho et al. 2014, with the reset gate behind the
/// product) under two logistic outputs and a distribution over tempos, as Böck and Davies (2020) do
/// with larger ones. Taught on music with known beats (bench/accuracy says how), shipped as a
/// resource.
public final class BeatNetwork {

  static final String RESOURCE = "beat.network";

  /// Beats are learned to show this long after they sound, when their attack has been seen.
  public static final double DELAY_SECONDS = 0.015;

  public static final int BEAT = 0;
  public static final int DOWNBEAT = 1;
  public static final int TEMPI_FROM = 2;

  /// Eight tempos per octave.
  public static final int TEMPI = 17;

  public static final int OUTPUTS = TEMPI_FROM + TEMPI;
  private static final double SLOWEST_BPM = 54;

  private final int units;

  /// Weights of one input after the other: update, reset and candidate of every unit.
  private final float[][] fromInput;

  private final float[][] fromState;
  private final float[] bias;
  private final float[] stateBias;
  private final float[][] toOutput;
  private final float[] outputBias;

  private final float[] gates;
  private final float[] recurrent;
  private final float[] state;
  private final float[] output = new float[OUTPUTS];

  private BeatNetwork(DataInputStream in) throws IOException {
    units = in.readUnsignedShort();
    fromInput = matrix(in, BeatInput.SIZE, 3 * units);
    fromState = matrix(in, units, 3 * units);
    bias = vector(in, 3 * units);
    stateBias = vector(in, units);
    toOutput = matrix(in, OUTPUTS, units);
    outputBias = vector(in, OUTPUTS);
    gates = new float[3 * units];
    recurrent = new float[3 * units];
    state = new float[units];
  }

  static BeatNetwork load() {
    try (InputStream in = BeatNetwork.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource " + RESOURCE + " is missing from the image");
      }
      return new BeatNetwork(new DataInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + RESOURCE, e);
    }
  }

  private static float[][] matrix(DataInputStream in, int rows, int columns) throws IOException {
    float[][] matrix = new float[rows][];
    for (int i = 0; i < rows; i++) {
      matrix[i] = vector(in, columns);
    }
    return matrix;
  }

  private static float[] vector(DataInputStream in, int length) throws IOException {
    float[] vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = in.readFloat();
    }
    return vector;
  }

  void take(float[] input) {
    System.arraycopy(bias, 0, gates, 0, gates.length);
    Arrays.fill(recurrent, 0);
    System.arraycopy(stateBias, 0, recurrent, 2 * units, units);
    add(input, fromInput, gates);
    add(state, fromState, recurrent);
    for (int i = 0; i < units; i++) {
      float update = sigmoid(gates[i] + recurrent[i]);
      float reset = sigmoid(gates[units + i] + recurrent[units + i]);
      float candidate = tanh(gates[2 * units + i] + reset * recurrent[2 * units + i]);
      state[i] = candidate + update * (state[i] - candidate);
    }
    for (int o = 0; o < OUTPUTS; o++) {
      float sum = outputBias[o];
      for (int i = 0; i < units; i++) {
        sum += toOutput[o][i] * state[i];
      }
      output[o] = sum;
    }
    squash(output);
  }

  /// Turns sums into probabilities.
  public static void squash(float[] sums) {
    for (int o = 0; o < TEMPI_FROM; o++) {
      sums[o] = sigmoid(sums[o]);
    }
    float most = Float.NEGATIVE_INFINITY;
    for (int o = TEMPI_FROM; o < OUTPUTS; o++) {
      most = Math.max(most, sums[o]);
    }
    float all = 0;
    for (int o = TEMPI_FROM; o < OUTPUTS; o++) {
      sums[o] = (float) Math.exp(sums[o] - most);
      all += sums[o];
    }
    for (int o = TEMPI_FROM; o < OUTPUTS; o++) {
      sums[o] /= all;
    }
  }

  /// Where a tempo lies among the [#TEMPI], between two of them as a rule.
  public static double tempoIndex(double bpm) {
    double index = Math.log(bpm / SLOWEST_BPM) / Math.log(2) * 8;
    return Math.max(0, Math.min(TEMPI - 1, index));
  }

  /// Probability of a tempo, interpolated.
  float tempo(double index) {
    int low = Math.min(TEMPI - 2, (int) index);
    float part = (float) (index - low);
    return output[TEMPI_FROM + low] * (1 - part) + output[TEMPI_FROM + low + 1] * part;
  }

  private static void add(float[] values, float[][] weights, float[] sums) {
    for (int i = 0; i < values.length; i++) {
      float value = values[i];
      if (value != 0) {
        addScaled(value, weights[i], sums);
      }
    }
  }

  private static void addScaled(float value, float[] weights, float[] sums) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += value * weights[k];
    }
  }

  void reset() {
    Arrays.fill(state, 0);
  }

  /// Probability of a beat in the last frame.
  float beat() {
    return output[0];
  }

  /// Probability of a downbeat in the last frame.
  float downbeat() {
    return output[1];
  }

  public static float sigmoid(float x) {
    return 0.5f + 0.5f * tanh(0.5f * x);
  }

  /// Continued fraction, cut at the seventh term: within 1e-4, without a call.
  public static float tanh(float x) {
    float y = Math.max(-4.9f, Math.min(4.9f, x));
    float q = y * y;
    return y
        * (135135 + q * (17325 + q * (378 + q)))
        / (135135 + q * (62370 + q * (3150 + q * 28)));
  }
}
