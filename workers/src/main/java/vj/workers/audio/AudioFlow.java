package vj.workers.audio;

import vj.workers.audio.analysis.Stopwatch;

/// What the stations between sound and socket hand to each other: capture → `ring` (and `clock`) →
/// analysis → `board` and `events` → frame loop; and the `stopwatch` that measures them when asked.
record AudioFlow(
    SampleClock clock,
    SampleRing ring,
    FeatureBoard board,
    EventQueue events,
    Stopwatch stopwatch) {

  /// @param wakeFrames wakes the frame loop; called on the analysis thread
  static AudioFlow create(Runnable wakeFrames) {
    var clock = new SampleClock();
    return new AudioFlow(
        clock,
        new SampleRing(clock),
        new FeatureBoard(),
        new EventQueue(wakeFrames),
        new Stopwatch(System::nanoTime));
  }
}
