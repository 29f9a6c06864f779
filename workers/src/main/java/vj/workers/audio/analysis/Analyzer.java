package vj.workers.audio.analysis;

import java.util.Objects;

/// The whole analysis: samples in, [Features] and [AnalysisEvents] out. Single-threaded, causal,
/// without garbage after construction; time is the count of samples.
@SuppressWarnings("UnusedVariable")
public final class Analyzer {

  private final int sampleRate;
  private final AnalysisEvents events;
  private final Features features = new Features();

  /// @param sampleRate Hz, 8000..192000
  public Analyzer(int sampleRate, AnalysisParts parts, AnalysisEvents events) {
    this.sampleRate = sampleRate;
    this.events = Objects.requireNonNull(events, "events");
  }

  /// Samples per call of [#process], for this sample rate: about 5.8 ms.
  public int hop() {
    return Math.max(32, sampleRate * 256 / 44100);
  }

  /// Analyses the next [#hop] samples of a mono signal (full scale ±1; NaN and infinities count as
  /// 0).
  public void process(float[] hop) {
    features.position += hop();
  }

  /// Live view, valid on the thread that calls [#process].
  public Features features() {
    return features;
  }
}
