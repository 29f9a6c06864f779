package vj.bench.accuracy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import vj.workers.audio.analysis.AnalysisEvents;
import vj.workers.audio.analysis.AnalysisParts;
import vj.workers.audio.analysis.Analyzer;
import vj.workers.audio.analysis.Features;

/// What the worker would have sent for one piece, and when, on the clock of the samples: a beat at
/// its predicted place, everything else at the end of the hop that brought it.
final class Prediction implements AnalysisEvents {

  private static final double TEMPO_EVERY_SECONDS = 1;

  private final int sampleRate;
  private final Analyzer analyzer;
  private final List<Double> beats = new ArrayList<>();
  private final List<Double> downbeats = new ArrayList<>();
  private final List<Double> onsets = new ArrayList<>();
  private final List<Double> onsetsSent = new ArrayList<>();
  private final List<Double> drops = new ArrayList<>();
  private final List<String> tempos = new ArrayList<>();
  private final List<String> pitches = new ArrayList<>();
  private final List<String> buildUps = new ArrayList<>();
  private double lastTempoAt = -TEMPO_EVERY_SECONDS;
  private float lastTempo = -1;
  private double buildUpFrom = -1;
  private boolean inDrop;
  private double cpuSeconds;

  private Prediction(int sampleRate) {
    this.sampleRate = sampleRate;
    analyzer = new Analyzer(sampleRate, AnalysisParts.ALL, this);
  }

  static Prediction of(WavFile wav) {
    Prediction prediction = new Prediction(wav.sampleRate());
    prediction.run(wav.samples());
    return prediction;
  }

  private void run(float[] samples) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    float[] hop = new float[analyzer.hop()];
    for (int i = 0; i < samples.length; i += hop.length) {
      int n = Math.min(hop.length, samples.length - i);
      System.arraycopy(samples, i, hop, 0, n);
      Arrays.fill(hop, n, hop.length, 0);
      analyzer.process(hop);
      note(analyzer.features());
    }
    cpuSeconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
    if (buildUpFrom >= 0) {
      endBuildUp(now());
    }
  }

  private double now() {
    return (double) analyzer.features().position / sampleRate;
  }

  private void note(Features features) {
    double now = now();
    pitches.add(String.format(Locale.ROOT, "[%.4f,%.3f]", now, features.pitchHz));
    if (Math.abs(features.bpm - lastTempo) > 0.05 || now - lastTempoAt >= TEMPO_EVERY_SECONDS) {
      tempos.add(String.format(Locale.ROOT, "[%.4f,%.3f]", now, features.bpm));
      lastTempo = features.bpm;
      lastTempoAt = now;
    }
    if (features.drop && !inDrop) {
      drops.add(now);
    }
    inDrop = features.drop;
    if (features.buildUp && buildUpFrom < 0) {
      buildUpFrom = now;
    } else if (!features.buildUp && buildUpFrom >= 0) {
      endBuildUp(now);
    }
  }

  private void endBuildUp(double to) {
    buildUps.add(String.format(Locale.ROOT, "[%.4f,%.4f]", buildUpFrom, to));
    buildUpFrom = -1;
  }

  @Override
  public void onset(int band, float strength, long position) {
    onsets.add((double) position / sampleRate);
    onsetsSent.add(now());
  }

  @Override
  public void beat(float strength, int beatInBar, double position) {
    beats.add(position / sampleRate);
    if (beatInBar == 0) {
      downbeats.add(position / sampleRate);
    }
  }

  /// In the neutral form that the scorer reads.
  String json() {
    return """
    {"beats":%s,
    "beats_emit":%s,
    "downbeats":%s,
    "onsets":%s,
    "onsets_emit":%s,
    "drops":%s,
    "buildups":%s,
    "bpm_curve":%s,
    "f0":%s,
    "cpu_s":%.4f}
    """
        .formatted(
            times(beats),
            times(beats),
            times(downbeats),
            times(onsets),
            times(onsetsSent),
            times(drops),
            buildUps,
            tempos,
            pitches,
            cpuSeconds);
  }

  private static String times(List<Double> seconds) {
    StringBuilder out = new StringBuilder("[");
    for (double t : seconds) {
      out.append(out.length() > 1 ? "," : "").append(String.format(Locale.ROOT, "%.4f", t));
    }
    return out.append("]").toString();
  }
}
