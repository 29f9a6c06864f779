package vj.workers.audio.analysis;

/// How likely the music is building up, and dropping in this very frame: a [Gated] network taught
/// on music with known build-ups and drops. The kind of section is a further output, there only
/// because learning it helps the other two.
public final class StructureNetwork {

  static final String RESOURCE = "structure.network";

  public static final int BUILD_UP = 0;
  public static final int DROP = 1;

  /// One of these three is the section.
  public static final int PLAYS = 2;

  public static final int BREAK = 3;
  public static final int RISING = 4;

  public static final Gated.Shape SHAPE = new Gated.Shape(StructureInput.SIZE, 2, 3);

  private final Gated gated;

  private StructureNetwork(Gated gated) {
    this.gated = gated;
  }

  static StructureNetwork load() {
    return new StructureNetwork(Gated.load(RESOURCE, SHAPE));
  }

  void take(float[] input) {
    gated.take(input);
  }

  void reset() {
    gated.reset();
  }

  /// Probability in the last frame.
  float buildUp() {
    return gated.output(BUILD_UP);
  }

  /// Probability in the last frame.
  float drop() {
    return gated.output(DROP);
  }
}
