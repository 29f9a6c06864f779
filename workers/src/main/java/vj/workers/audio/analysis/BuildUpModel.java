package vj.workers.audio.analysis;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// How much the [Tendencies] look like a build-up: a logistic regression on them and their squares,
/// learned on tracks with known build-ups (bench/accuracy says how), shipped as a resource of
/// floats.
public final class BuildUpModel {

  /// The tendencies, their squares, and one for the bias.
  public static final int WEIGHTS = 2 * Tendencies.COUNT + 1;

  static final String RESOURCE = "build-up.weights";

  private final float[] weights;

  private BuildUpModel(float[] weights) {
    this.weights = weights;
  }

  static BuildUpModel load() {
    try (InputStream in = BuildUpModel.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource " + RESOURCE + " is missing from the image");
      }
      DataInputStream data = new DataInputStream(in);
      float[] weights = new float[WEIGHTS];
      for (int i = 0; i < WEIGHTS; i++) {
        weights[i] = data.readFloat();
      }
      return new BuildUpModel(weights);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + RESOURCE, e);
    }
  }

  /// Logarithm of the odds.
  float odds(float[] tendencies) {
    float sum = weights[WEIGHTS - 1];
    for (int i = 0; i < tendencies.length; i++) {
      float x = tendencies[i];
      sum += weights[i] * x + weights[Tendencies.COUNT + i] * x * x;
    }
    return sum;
  }
}
