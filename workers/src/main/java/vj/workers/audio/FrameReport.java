package vj.workers.audio;

import vj.workers.audio.analysis.TempoReport;

/// How the frames of the last second went: what gauges and the log show. Immutable.
///
/// @param frames sent since the start
/// @param skipped frames since the start whose time passed while the process was held up
/// @param stale onsets and beats since the start that came too late to be shown
/// @param fps frames sent in the last second
/// @param latencyMillis mean age of the newest analysed sound when its frame was sent
record FrameReport(
    long frames,
    long skipped,
    long stale,
    double fps,
    double latencyMillis,
    boolean alive,
    float peakDbfs,
    TempoReport tempo,
    float rms) {

  static final FrameReport NONE = new FrameReport(0, 0, 0, 0, 0, false, -120, TempoReport.NONE, 0);
}
