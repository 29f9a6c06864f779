package vj.workers.audio.analysis;

/// The front of the beat tracker alone, for whoever counts a [RhythmTable].
public final class RhythmFrames {

  private final FrontEnd front;
  private final Flux flux;
  private final Rhythm rhythm;

  public RhythmFrames(int sampleRate) {
    front = new FrontEnd(sampleRate);
    flux = new Flux(front.shortSpectrum().size(), front.rate(), front.hopSeconds());
    rhythm = new Rhythm(front.hopSeconds());
  }

  public static int hop(int sampleRate) {
    return FrontEnd.hop(sampleRate);
  }

  /// @return the class of the frame that this hop completes, or −1
  public int process(float[] hop) {
    front.take(hop);
    flux.take(front.shortSpectrum());
    return rhythm.take(flux) ? rhythm.heard() : -1;
  }
}
