package vj.workers.audio.analysis;

/// What cannot wait for the next frame. Called on the analysis thread, from within
/// [Analyzer#process].
public interface AnalysisEvents {

  /// @param band 0 low, 1 mid, 2 high
  /// @param strength 0..1
  /// @param position sample position of the onset itself, a little in the past
  void onset(int band, float strength, long position);

  /// A predicted beat that falls before the end of the next hop.
  ///
  /// @param strength 0..1
  /// @param beatInBar 0..3
  /// @param position sample position of the beat; it may lie up to one hop ahead of what has been
  ///   processed
  void beat(float strength, int beatInBar, double position);
}
