package vj.workers.audio.analysis;

/// The front of the structure analysis alone, for whoever teaches a [StructureNetwork].
public final class StructureFrames {

  private final FrontEnd front;
  private final Flux flux;
  private final OnsetPicker onsets;
  private final Bands bands;
  private final StructureInput input;
  private int hops;

  public StructureFrames(int sampleRate) {
    front = new FrontEnd(sampleRate);
    flux = new Flux(front.shortSpectrum().size(), front.rate(), front.hopSeconds());
    onsets = new OnsetPicker(front.hopSeconds());
    bands = new Bands(front);
    input = new StructureInput(front.hopSeconds() * Analyzer.HOPS_PER_PICTURE);
  }

  /// @return whether this hop completes a frame, see [#values]
  public boolean process(float[] hop) {
    front.take(hop);
    flux.take(front.shortSpectrum());
    input.hear(flux, onsets.take(flux.total()));
    hops++;
    if (hops % Analyzer.HOPS_PER_PICTURE != 0) {
      return false;
    }
    bands.take(front.longSpectrum(), front.shortSpectrum());
    return input.take(bands.power());
  }

  /// [StructureInput#SIZE] values of the last complete frame; reused.
  public float[] values() {
    return input.values();
  }
}
