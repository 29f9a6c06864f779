package vj.workers.audio.analysis;

/// What the work between sound and socket consists of, in the order in which it is done.
public enum Stage {
  /// Mixing a block down to one channel and writing it to the ring; not the wait for it.
  CAPTURE,
  FRONT_END,
  /// Flux and the decision about onsets.
  ONSET,
  LEVELS,
  BEAT,
  PITCH,
  /// The long spectrum, the picture and build-ups and drops; every third hop.
  STRUCTURE,
  /// Handing the features to the frame loop.
  PUBLISH,
  /// All that the analysis does for a hop.
  HOP,
  /// Making a frame and sending it to every target.
  SEND_FRAME
}
