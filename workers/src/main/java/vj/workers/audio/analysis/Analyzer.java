package vj.workers.audio.analysis;

import java.util.Arrays;
import java.util.Objects;
import vj.workers.audio.analysis.Stopwatch.Laps;

/// The whole analysis: samples in, [Features] and [AnalysisEvents] out. Single-threaded, causal,
/// without garbage after construction; time is the count of samples.
public final class Analyzer {

  /// Hops between two long spectra: 57 per second are enough for a picture.
  static final int HOPS_PER_PICTURE = 3;

  /// The peak meter falls by this much.
  private static final double PEAK_DECIBELS_PER_SECOND = 20;

  private static final float LEAST_PEAK_DBFS = -120;

  /// Where the short window of [FrontEnd] weighs most, before its end.
  private static final double WINDOW_DELAY_SECONDS = 0.0058;

  /// A hop whose loudest sample lies below −80 dBFS is silence to the beat tracker.
  private static final float SILENT_PEAK = 1e-4f;

  /// No onset in what stays below −66 dBFS: hiss.
  private static final float QUIETEST_ONSET = 5e-4f;

  /// What moves the bass this much, against the rest, is a bass onset: every kick also clicks.
  private static final float BASS_SHARE = 0.2f;

  private final int sampleRate;
  private final int hop;
  private final AnalysisEvents events;
  private final Features features = new Features();
  private final FrontEnd front;
  private final Flux flux;
  private final Novelty novelty;
  private final OnsetPicker onsets;
  private final Levels levels;
  private final Bands bands;
  private final Picture picture;
  private final BeatNetwork network = BeatNetwork.load();
  private final StructureNetwork sections = StructureNetwork.load();
  private final Pitch pitch;
  private final long windowDelay;
  private final float peakFall;
  private final Logarithm logarithm = new Logarithm();
  private final Laps unmeasured = new Stopwatch(System::nanoTime).laps();
  private AnalysisParts parts;
  private BeatTracker beats;
  private TempoSteering steering;
  private Structure structure;
  private long hops;

  /// @param sampleRate Hz, 8000..192000
  public Analyzer(int sampleRate, AnalysisParts parts, AnalysisEvents events) {
    if (sampleRate < 8000 || sampleRate > 192000) {
      throw new IllegalArgumentException("sample rate is " + sampleRate + ", not 8000..192000");
    }
    this.parts = parts;
    this.sampleRate = sampleRate;
    this.events = Objects.requireNonNull(events, "events");
    hop = FrontEnd.hop(sampleRate);
    front = new FrontEnd(sampleRate);
    double seconds = front.hopSeconds();
    flux = new Flux(front.shortSpectrum().size(), front.rate(), seconds);
    novelty = new Novelty(flux.rises().length, seconds);
    onsets = new OnsetPicker(seconds);
    levels = new Levels(front);
    bands = new Bands(front);
    picture = new Picture();
    beats = new BeatTracker(seconds, flux, network);
    steering = new TempoSteering(sampleRate, seconds, beats);
    pitch = new Pitch(front.mediumRate(), front.mediumCount());
    structure = newStructure();
    windowDelay = Math.round(WINDOW_DELAY_SECONDS * sampleRate);
    peakFall = (float) (PEAK_DECIBELS_PER_SECOND * seconds);
  }

  private void forgetBeat() {
    beats = new BeatTracker(front.hopSeconds(), flux, network);
    steering = new TempoSteering(sampleRate, front.hopSeconds(), beats);
    beats.write(features);
    steering.take(features);
  }

  private Structure newStructure() {
    return new Structure(front.hopSeconds() * HOPS_PER_PICTURE, sections);
  }

  /// Which parts run from the next hop on; called between hops, on their thread. Those that stay on
  /// know what they knew. One that is off is at rest, and begins anew when it comes back: what it
  /// knew is of music that is gone.
  @SuppressWarnings("ReferenceEquality") // the same object each time, and cheap to compare
  public void parts(AnalysisParts wanted) {
    if (wanted == parts) {
      return;
    }
    boolean beatsBefore = followsBeat();
    boolean structureBefore = parts.structure();
    parts = wanted;
    if (beatsBefore && !followsBeat()) {
      forgetBeat();
    }
    if (structureBefore && !parts.structure()) {
      structure = newStructure();
      writeStructure();
    }
    if (!parts.pitch()) {
      features.pitchHz = 0;
      features.pitchConfidence = 0;
    }
    if (!parts.spectrum()) {
      Arrays.fill(features.spectrum, 0);
    }
  }

  /// Does something about the tempo that goes out; called between hops, on their thread.
  public TempoAnswer steer(TempoWish wish) {
    return followsBeat()
        ? steering.steer(wish, features.position)
        : new TempoAnswer.Refused(
            "the tempo is not followed: enable_bpm and enable_beat_tracking are off");
  }

  private boolean followsBeat() {
    return parts.beat() || parts.tempo();
  }

  /// Samples per call of [#process], for this sample rate: about 5.8 ms.
  public int hop() {
    return hop;
  }

  /// As below, without being measured.
  public void process(float[] hop) {
    process(hop, unmeasured);
  }

  /// Analyses the next [#hop] samples of a mono signal (full scale ±1; NaN and infinities count as
  /// 0).
  ///
  /// @param laps of the round that this is a part of
  public void process(float[] hop, Laps laps) {
    front.take(hop);
    laps.lap(Stage.FRONT_END);
    features.position += this.hop;
    hops++;
    measurePeak();
    flux.take(front.shortSpectrum());
    pickOnset();
    laps.lap(Stage.ONSET);
    levels.take(front, features.levels);
    laps.lap(Stage.LEVELS);
    if (followsBeat()) {
      followBeat();
      laps.lap(Stage.BEAT);
    }
    if (hops % HOPS_PER_PICTURE == 0) {
      paint();
      laps.lap(Stage.STRUCTURE);
    }
    if (parts.pitch()) {
      pitch.take(front.mediumBlock());
      features.pitchHz = pitch.hz();
      features.pitchConfidence = pitch.confidence();
      laps.lap(Stage.PITCH);
    }
  }

  private void measurePeak() {
    float peak = logarithm.decibels(front.peak() * front.peak());
    features.peakDbfs = Math.max(LEAST_PEAK_DBFS, Math.max(peak, features.peakDbfs - peakFall));
  }

  private void pickOnset() {
    float begins = novelty.take(flux.rises());
    boolean onset = onsets.take(front.peak() < QUIETEST_ONSET ? 0 : begins);
    features.onsetStrength = onsets.strength();
    structure.hear(flux, onset);
    if (onset) {
      events.onset(onsetBand(), onsets.strength(), Math.max(0, features.position - windowDelay));
    }
  }

  private int onsetBand() {
    int upper = flux.of(Flux.HIGH) > flux.of(Flux.MID) ? Flux.HIGH : Flux.MID;
    return flux.of(Flux.LOW) > BASS_SHARE * flux.of(upper) ? Flux.LOW : upper;
  }

  private void followBeat() {
    beats.take(flux, front.peak() < SILENT_PEAK);
    beats.write(features);
    steering.take(features);
    if (steering.beatAhead()) {
      double position = features.position + steering.hopsToBeat() * hop;
      events.beat(features.bpmConfidence, steering.announcedInBar(), position);
    }
  }

  private void paint() {
    if (parts.spectrum() || parts.structure()) {
      bands.take(front.longSpectrum(), front.shortSpectrum());
    }
    if (parts.spectrum()) {
      picture.take(bands.power(), levels.fullScale(), features.spectrum);
    }
    if (parts.structure()) {
      structure.take(bands.power());
      writeStructure();
    }
  }

  private void writeStructure() {
    features.buildUp = structure.buildUp();
    features.drop = structure.drop();
    features.energyTrend = structure.trend();
    features.brightness = structure.brightness();
  }

  /// Live view, valid on the thread that calls [#process].
  public Features features() {
    return features;
  }
}
