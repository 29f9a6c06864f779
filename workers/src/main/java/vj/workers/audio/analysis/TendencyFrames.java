package vj.workers.audio.analysis;

/// The front of the structure analysis alone, for whoever learns a [BuildUpModel].
public final class TendencyFrames {

  private final FrontEnd front;
  private final Flux flux;
  private final OnsetPicker onsets;
  private final Bands bands;
  private final Tendencies tendencies;
  private int hops;
  private int onsetCount;
  private float fluxSum;

  public TendencyFrames(int sampleRate) {
    front = new FrontEnd(sampleRate);
    flux = new Flux(front.shortSpectrum().size(), front.rate(), front.hopSeconds());
    onsets = new OnsetPicker(front.hopSeconds());
    bands = new Bands(front);
    tendencies = new Tendencies(front.hopSeconds() * Analyzer.HOPS_PER_PICTURE);
  }

  /// @return whether this hop completed a frame, see [#values]
  public boolean process(float[] hop) {
    front.take(hop);
    flux.take(front.shortSpectrum());
    onsetCount += onsets.take(flux.total()) ? 1 : 0;
    fluxSum += flux.total();
    hops++;
    if (hops % Analyzer.HOPS_PER_PICTURE != 0) {
      return false;
    }
    bands.take(front.longSpectrum(), front.shortSpectrum());
    tendencies.take(bands.power(), onsetCount, fluxSum);
    onsetCount = 0;
    fluxSum = 0;
    return true;
  }

  /// Live view of the last complete frame.
  public float[] values() {
    return tendencies.values();
  }
}
