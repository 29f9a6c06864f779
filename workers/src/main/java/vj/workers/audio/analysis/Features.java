package vj.workers.audio.analysis;

/// What the analysis knows after its last hop, in the units of the OSC contract. Mutable and
/// reused: the analysis thread writes its own, others work on a copy made by [#copyFrom].
public final class Features {

  /// sub_bass, bass, low_mid, mid, high_mid, presence, air, rms.
  public static final int LEVELS = 8;

  /// Log-spaced bands from 20 Hz to 20 kHz.
  public static final int SPECTRUM = 32;

  /// Samples (per channel) since the analysis began, at the end of the last hop.
  public long position;

  /// 0..1 each, after gain with a floor.
  public final float[] levels = new float[LEVELS];

  /// 0..1 each, on the same gain.
  public final float[] spectrum = new float[SPECTRUM];

  /// Current onset strength, 0..1.
  public float onsetStrength;

  /// Beats per minute, 60..200; 0 while unknown.
  public float bpm;

  /// 0..1.
  public float bpmConfidence;

  /// [#bpm] is this times the tempo that is heard: 0.5, 1 or 2.
  public float tempoFactor = 1;

  /// Whether tempo and phase run on unchanged whatever is heard.
  public boolean tempoFrozen;

  /// Beats since some beat, growing by one each beat, at [#position]; its fraction is the phase. 0
  /// while the tempo is unknown. Extrapolate with [#bpm].
  public double beatClock;

  /// 0..3, the beat of the bar that [#beatClock] is in.
  public int beatInBar;

  /// Fundamental in Hz; 0 = none.
  public float pitchHz;

  /// 0..1.
  public float pitchConfidence;

  public boolean buildUp;

  /// Set from a drop's first hop for one second.
  public boolean drop;

  /// −1..1.
  public float energyTrend;

  /// 0..1.
  public float brightness;

  /// Peak of the input in dBFS, −120 for digital silence; falls by 20 dB/s.
  public float peakDbfs = -120;

  /// The tempo as it goes out. A new object, for what happens rarely.
  public TempoReport tempo() {
    return new TempoReport(bpm, bpmConfidence, tempoFactor, tempoFrozen);
  }

  public void copyFrom(Features other) {
    position = other.position;
    System.arraycopy(other.levels, 0, levels, 0, LEVELS);
    System.arraycopy(other.spectrum, 0, spectrum, 0, SPECTRUM);
    onsetStrength = other.onsetStrength;
    bpm = other.bpm;
    bpmConfidence = other.bpmConfidence;
    tempoFactor = other.tempoFactor;
    tempoFrozen = other.tempoFrozen;
    beatClock = other.beatClock;
    beatInBar = other.beatInBar;
    pitchHz = other.pitchHz;
    pitchConfidence = other.pitchConfidence;
    buildUp = other.buildUp;
    drop = other.drop;
    energyTrend = other.energyTrend;
    brightness = other.brightness;
    peakDbfs = other.peakDbfs;
  }
}
