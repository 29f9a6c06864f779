package vj.workers.audio.analysis;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// How likely each class of [Rhythm] is at each phase of a bar, against its overall frequency, for
/// each of a few kinds of rhythm. Counted on music with known beats (bench/accuracy says how),
/// shipped as a resource: one signed byte per pattern, class and phase, the natural logarithm of
/// the ratio times [#SCALE].
public final class RhythmTable {

  public static final int PATTERNS = 4;
  public static final int PHASES = BarPointer.CELLS;
  public static final double SCALE = 32;
  static final String RESOURCE = "rhythm.table";

  /// Frames are not independent of each other, so each counts for less.
  private static final double TRUST = 0.35;

  private final float[][][] likelihood;

  private RhythmTable(float[][][] likelihood) {
    this.likelihood = likelihood;
  }

  static RhythmTable load() {
    try (InputStream in = RhythmTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource " + RESOURCE + " is missing from the image");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + RESOURCE, e);
    }
  }

  static RhythmTable read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    float[][][] likelihood = new float[PATTERNS][Rhythm.CLASSES][2 * PHASES];
    for (float[][] pattern : likelihood) {
      for (float[] row : pattern) {
        for (int p = 0; p < PHASES; p++) {
          row[p] = (float) Math.exp(data.readByte() / SCALE * TRUST);
          row[p + PHASES] = row[p];
        }
      }
    }
    return new RhythmTable(likelihood);
  }

  /// Per phase of the bar, written twice over so that no index needs to wrap.
  float[] of(int pattern, int heard) {
    return likelihood[pattern][heard];
  }
}
