package vj.workers.audio.analysis;

import java.util.Objects;

/// The whole analysis: samples in, [Features] and [AnalysisEvents] out. Single-threaded, causal,
/// without garbage after construction; time is the count of samples.
@SuppressWarnings("UnusedVariable")
public final class Analyzer {

  /// Hops between two long spectra: 57 per second are enough for a picture.
  static final int HOPS_PER_PICTURE = 3;

  /// Hops between two readings of the pitch.
  private static final int HOPS_PER_PITCH = 2;

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

  private final int hop;
  private final AnalysisParts parts;
  private final AnalysisEvents events;
  private final Features features = new Features();
  private final FrontEnd front;
  private final Flux flux;
  private final OnsetPicker onsets;
  private final Levels levels;
  private final Bands bands;
  private final Picture picture;
  private final BeatTracker beats;
  private final Pitch pitch;
  private final Structure structure;
  private final long windowDelay;
  private final float peakFall;
  private final Logarithm logarithm = new Logarithm();
  private long hops;

  /// @param sampleRate Hz, 8000..192000
  public Analyzer(int sampleRate, AnalysisParts parts, AnalysisEvents events) {
    if (sampleRate < 8000 || sampleRate > 192000) {
      throw new IllegalArgumentException("sample rate is " + sampleRate + ", not 8000..192000");
    }
    this.parts = parts;
    this.events = Objects.requireNonNull(events, "events");
    hop = FrontEnd.hop(sampleRate);
    front = new FrontEnd(sampleRate);
    double seconds = front.hopSeconds();
    flux = new Flux(front.shortSpectrum().size(), front.rate(), seconds);
    onsets = new OnsetPicker(seconds);
    levels = new Levels(front);
    bands = new Bands(front);
    picture = new Picture();
    beats = new BeatTracker(seconds, flux, BeatNetwork.load());
    pitch = new Pitch(front.halfRate(), front.half().samples().length);
    structure = new Structure(seconds * HOPS_PER_PICTURE, StructureNetwork.load());
    windowDelay = Math.round(WINDOW_DELAY_SECONDS * sampleRate);
    peakFall = (float) (PEAK_DECIBELS_PER_SECOND * seconds);
  }

  /// Samples per call of [#process], for this sample rate: about 5.8 ms.
  public int hop() {
    return hop;
  }

  /// Analyses the next [#hop] samples of a mono signal (full scale ±1; NaN and infinities count as
  /// 0).
  public void process(float[] hop) {
    front.take(hop);
    features.position += this.hop;
    hops++;
    measurePeak();
    flux.take(front.shortSpectrum());
    levels.take(front, features.levels);
    pickOnset();
    if (parts.beat() || parts.tempo()) {
      followBeat();
    }
    if (hops % HOPS_PER_PICTURE == 0 && (parts.spectrum() || parts.structure())) {
      paint();
    }
    if (parts.pitch() && hops % HOPS_PER_PITCH == 0) {
      pitch.take(front.half().samples());
      features.pitchHz = pitch.hz();
      features.pitchConfidence = pitch.confidence();
    }
  }

  private void measurePeak() {
    float peak = logarithm.decibels(front.peak() * front.peak());
    features.peakDbfs = Math.max(LEAST_PEAK_DBFS, Math.max(peak, features.peakDbfs - peakFall));
  }

  private void pickOnset() {
    boolean onset = onsets.take(front.peak() < QUIETEST_ONSET ? 0 : flux.total());
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
    if (beats.beatAhead()) {
      double position = features.position + beats.hopsToBeat() * hop;
      events.beat(features.bpmConfidence, beats.announcedInBar(), position);
    }
  }

  private void paint() {
    bands.take(front.longSpectrum(), front.shortSpectrum());
    if (parts.spectrum()) {
      picture.take(bands.power(), levels.fullScale(), features.spectrum);
    }
    if (parts.structure()) {
      structure.take(bands.power());
      features.buildUp = structure.buildUp();
      features.drop = structure.drop();
      features.energyTrend = structure.trend();
      features.brightness = structure.brightness();
    }
  }

  /// Live view, valid on the thread that calls [#process].
  public Features features() {
    return features;
  }
}
