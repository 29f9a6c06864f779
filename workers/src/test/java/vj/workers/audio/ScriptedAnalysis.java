package vj.workers.audio;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import vj.workers.audio.analysis.AnalysisEvents;
import vj.workers.audio.analysis.AnalysisParts;
import vj.workers.audio.analysis.Features;
import vj.workers.audio.analysis.Stopwatch.Laps;
import vj.workers.audio.analysis.TempoAnswer;
import vj.workers.audio.analysis.TempoReport;
import vj.workers.audio.analysis.TempoWish;

/// An analysis whose findings are the test's: loud, steady, in tempo, with the onsets it is told.
final class ScriptedAnalysis implements AnalysisLoop.Analysis {

  static final int HOP = 256;

  final Features features = new Features();
  final Queue<Long> onsets = new ArrayDeque<>();
  final Queue<TempoWish> wishes = new ConcurrentLinkedQueue<>();
  float bpm = 120;
  AnalysisParts parts = AnalysisParts.ALL;

  private final int sampleRate;
  private final AnalysisEvents events;

  ScriptedAnalysis(int sampleRate, AnalysisEvents events) {
    this.sampleRate = sampleRate;
    this.events = events;
  }

  @Override
  public int hop() {
    return HOP;
  }

  @Override
  public void parts(AnalysisParts wanted) {
    parts = wanted;
  }

  @Override
  public TempoAnswer steer(TempoWish wish) {
    wishes.add(wish);
    return new TempoAnswer.Taken(new TempoReport(bpm, 1, 1, false), "scripted");
  }

  @Override
  public Features features() {
    return features;
  }

  @Override
  public void process(float[] hop, Laps laps) {
    features.position += HOP;
    java.util.Arrays.fill(features.levels, 0.5f);
    java.util.Arrays.fill(features.spectrum, 0.25f);
    features.onsetStrength = 0.1f;
    features.bpm = bpm;
    features.bpmConfidence = 1;
    features.peakDbfs = -6;
    double samplesPerBeat = sampleRate * 60.0 / bpm;
    double before = features.beatClock;
    features.beatClock = features.position / samplesPerBeat;
    features.beatInBar = (int) (features.beatClock % 4);
    double announced = Math.ceil(features.beatClock) * samplesPerBeat;
    if (before > 0 && announced < features.position + HOP) {
      events.beat(0.9f, (int) (Math.ceil(features.beatClock) % 4), announced);
    }
    while (!onsets.isEmpty() && onsets.element() < features.position) {
      events.onset(2, 0.7f, onsets.remove());
    }
  }
}
