package vj.workers.audio;

import vj.workers.audio.analysis.Features;

/// The newest [Features], from the analysis thread to whoever reads them.
final class FeatureBoard {

  // The lock is the object's own. It protects `newest`.
  private final Features newest = new Features();

  /// @param position in positions of [SampleRing], where `features` counts from the beginning of an
  ///   analysis
  synchronized void publish(Features features, long position) {
    newest.copyFrom(features);
    newest.position = position;
  }

  synchronized void read(Features into) {
    into.copyFrom(newest);
  }
}
