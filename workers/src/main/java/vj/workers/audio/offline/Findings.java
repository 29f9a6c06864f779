package vj.workers.audio.offline;

import vj.workers.audio.analysis.AnalysisEvents;
import vj.workers.audio.analysis.Features;
import vj.workers.audio.source.AudioSource.Format;

/// What the worker would have sent for one file, and when, on the clock of the samples: a beat at
/// its predicted place, everything else at the end of the hop that brought it. Seconds throughout.
final class Findings implements AnalysisEvents {

  /// As the worker sends the tempo: each second, and a change of this much at most ten times as
  /// often.
  private static final double TEMPO_EVERY_SECONDS = 1;

  private static final double TEMPO_LEAST_SECONDS = 0.1;
  private static final float TEMPO_STEP_BPM = 0.1f;

  final Doubles beats = new Doubles();
  final Doubles downbeats = new Doubles();
  final Doubles onsets = new Doubles();
  final Doubles onsetsSent = new Doubles();

  /// 0 low, 1 mid, 2 high.
  final Doubles onsetBands = new Doubles();

  final Doubles onsetStrengths = new Doubles();

  final Doubles drops = new Doubles();

  /// Beginning and end by turns.
  final Doubles buildUps = new Doubles();

  final Doubles tempoAt = new Doubles();
  final Doubles tempos = new Doubles();
  final Overview overview = new Overview();

  private final Format format;
  private final int sampleRate;
  private double now;
  private float lastTempo = -1;
  private double lastTempoAt = -TEMPO_EVERY_SECONDS;
  private boolean inBuildUp;
  private boolean inDrop;
  private double squares;
  private double samples;
  private float peak;
  private double duration;
  private double cpuSeconds;
  private double wallSeconds;

  Findings(Format format) {
    this.format = format;
    this.sampleRate = format.sampleRate();
  }

  /// A hop is about to be analysed.
  ///
  /// @param end its last sample
  void hopEnds(long end) {
    now = (double) end / sampleRate;
  }

  /// It has been.
  void hop(float[] mono, Features features) {
    for (float sample : mono) {
      squares += (double) sample * sample;
      peak = Math.max(peak, Math.abs(sample));
    }
    samples += mono.length;
    noteTempo(features.bpm);
    if (features.drop && !inDrop) {
      drops.add(now);
    }
    inDrop = features.drop;
    if (features.buildUp != inBuildUp) {
      buildUps.add(now);
    }
    inBuildUp = features.buildUp;
    overview.take(now, features);
  }

  private void noteTempo(float bpm) {
    boolean changed =
        Math.abs(bpm - lastTempo) >= TEMPO_STEP_BPM && now - lastTempoAt >= TEMPO_LEAST_SECONDS;
    if (changed || now - lastTempoAt >= TEMPO_EVERY_SECONDS) {
      tempoAt.add(now);
      tempos.add(bpm);
      lastTempo = bpm;
      lastTempoAt = now;
    }
  }

  @Override
  public void onset(int band, float strength, long position) {
    onsets.add((double) position / sampleRate);
    onsetsSent.add(now);
    onsetBands.add(band);
    onsetStrengths.add(strength);
  }

  @Override
  public void beat(float strength, int beatInBar, double position) {
    beats.add(position / sampleRate);
    if (beatInBar == 0) {
      downbeats.add(position / sampleRate);
    }
  }

  /// @param lasted of the file
  /// @param cpu spent on it
  /// @param wall gone by meanwhile
  void end(double lasted, double cpu, double wall) {
    duration = lasted;
    cpuSeconds = cpu;
    wallSeconds = wall;
    if (inBuildUp) {
      buildUps.add(now);
    }
  }

  /// At the end of the last hop.
  double seconds() {
    return now;
  }

  Format format() {
    return format;
  }

  double duration() {
    return duration;
  }

  double cpuSeconds() {
    return cpuSeconds;
  }

  double wallSeconds() {
    return wallSeconds;
  }

  /// dBFS; −∞ for silence.
  double loudness() {
    return 10 * Math.log10(squares / Math.max(1, samples));
  }

  /// dBFS; −∞ for silence.
  double peak() {
    return 20 * Math.log10(peak);
  }
}
