package vj.workers.audio.analysis;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A small recurrent network: one layer of gated units (Cho et al. 2014, with the reset gate behind
/// the product) under outputs that are probabilities. It remembers between frames and makes no
/// garbage. Its weights are taught elsewhere (bench/accuracy says how) and shipped as a resource:
/// the count of units, then floats. Public because whoever teaches one needs its shape and its
/// functions. Single-threaded.
public final class Gated {

  /// What goes in and comes out.
  ///
  /// @param inputs values per frame
  /// @param single outputs that are each a probability; they come first
  /// @param shared outputs that together are one distribution
  public record Shape(int inputs, int single, int shared) {

    public int outputs() {
      return single + shared;
    }

    /// Turns sums into probabilities.
    public void squash(float[] sums) {
      for (int o = 0; o < single; o++) {
        sums[o] = sigmoid(sums[o]);
      }
      float most = Float.NEGATIVE_INFINITY;
      for (int o = single; o < sums.length; o++) {
        most = Math.max(most, sums[o]);
      }
      float all = 0;
      for (int o = single; o < sums.length; o++) {
        sums[o] = (float) Math.exp(sums[o] - most);
        all += sums[o];
      }
      for (int o = single; o < sums.length; o++) {
        sums[o] /= all;
      }
    }
  }

  private final Shape shape;
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
  private final float[] output;

  private Gated(DataInputStream in, Shape shape) throws IOException {
    this.shape = shape;
    units = in.readUnsignedShort();
    fromInput = matrix(in, shape.inputs(), 3 * units);
    fromState = matrix(in, units, 3 * units);
    bias = vector(in, 3 * units);
    stateBias = vector(in, units);
    toOutput = matrix(in, shape.outputs(), units);
    outputBias = vector(in, shape.outputs());
    gates = new float[3 * units];
    recurrent = new float[3 * units];
    state = new float[units];
    output = new float[shape.outputs()];
  }

  /// All networks of a file, one after the other.
  ///
  /// @param resource beside this class
  static List<Gated> loadAll(String resource, Shape shape) {
    List<Gated> all = new ArrayList<>();
    try (InputStream in = Gated.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing from the image");
      }
      var data = new DataInputStream(new BufferedInputStream(in));
      while (all.isEmpty() || data.available() > 0) {
        all.add(new Gated(data, shape));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + resource, e);
    }
  }

  /// @param resource beside this class
  static Gated load(String resource, Shape shape) {
    try (InputStream in = Gated.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing from the image");
      }
      return new Gated(new DataInputStream(in), shape);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + resource, e);
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
    for (int o = 0; o < output.length; o++) {
      float sum = outputBias[o];
      for (int i = 0; i < units; i++) {
        sum += toOutput[o][i] * state[i];
      }
      output[o] = sum;
    }
    shape.squash(output);
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

  /// Probability in the last frame.
  float output(int o) {
    return output[o];
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
