package vj.workers.audio.analysis;

/// The tempo as it goes out.
///
/// @param bpm beats per minute, 60..200; 0 while unknown
/// @param confidence 0..1
/// @param factor 0.5, 1 or 2: times the tempo that is heard
/// @param frozen whether it runs on unchanged whatever is heard
public record TempoReport(float bpm, float confidence, float factor, boolean frozen) {

  public static final TempoReport NONE = new TempoReport(0, 0, 1, false);
}
