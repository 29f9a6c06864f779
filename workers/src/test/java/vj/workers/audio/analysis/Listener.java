package vj.workers.audio.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Runs an analysis over a whole signal and keeps what it said.
final class Listener implements AnalysisEvents {

  record Onset(int band, float strength, long position, long toldAt) {}

  record Beat(float strength, int inBar, double position, long toldAt) {}

  final List<Onset> onsets = new ArrayList<>();
  final List<Beat> beats = new ArrayList<>();
  final Analyzer analyzer;

  Listener(int sampleRate) {
    analyzer = new Analyzer(sampleRate, AnalysisParts.ALL, this);
  }

  Features hear(float[] samples) {
    return hear(samples, _ -> {});
  }

  /// @param each looks at the features after every hop
  Features hear(float[] samples, Consumer<Features> each) {
    float[] hop = new float[analyzer.hop()];
    for (int i = 0; i + hop.length <= samples.length; i += hop.length) {
      System.arraycopy(samples, i, hop, 0, hop.length);
      analyzer.process(hop);
      each.accept(analyzer.features());
    }
    return analyzer.features();
  }

  @Override
  public void onset(int band, float strength, long position) {
    onsets.add(new Onset(band, strength, position, analyzer.features().position));
  }

  @Override
  public void beat(float strength, int beatInBar, double position) {
    beats.add(new Beat(strength, beatInBar, position, analyzer.features().position));
  }
}
