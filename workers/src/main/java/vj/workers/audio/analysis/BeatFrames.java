package vj.workers.audio.analysis;

/// The front of the beat tracker alone, for whoever teaches a [BeatNetwork].
public final class BeatFrames {

  private final FrontEnd front;
  private final Flux flux;
  private final BeatInput input;

  public BeatFrames(int sampleRate) {
    front = new FrontEnd(sampleRate);
    flux = new Flux(front.shortSpectrum().size(), front.rate(), front.hopSeconds());
    input = new BeatInput(flux);
  }

  /// Samples per call of [#process].
  public static int hop(int sampleRate) {
    return FrontEnd.hop(sampleRate);
  }

  /// @return whether this hop completes a frame, see [#values]
  public boolean process(float[] hop) {
    front.take(hop);
    flux.take(front.shortSpectrum());
    return input.take(flux);
  }

  /// [BeatInput#SIZE] values of the last complete frame; reused.
  public float[] values() {
    return input.values();
  }
}
