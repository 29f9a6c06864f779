package vj.workers.audio;

/// When the next frame is due: `frameRate` frames for each second of the sample clock while that
/// runs evenly, of the monotonic clock otherwise.
///
/// Going from one to the other is seamless, and time that was slept through is skipped. Confined to
/// the frame loop.
final class FramePacer {

  /// Frames stretch by no more than this when the sample clock jumps.
  private static final double STRETCH = 0.05;

  private final SampleClock clock;
  private double periodNanos;
  private long deadline;
  private boolean onSamples;
  private double position; // of the next frame, while on samples

  FramePacer(SampleClock clock, long now) {
    this.clock = clock;
    this.periodNanos = 1e9 / AudioSettings.FRAME_RATE.fallback();
    this.deadline = now;
  }

  void frameRate(int framesPerSecond) {
    periodNanos = 1e9 / framesPerSecond;
    onSamples = false;
  }

  /// Monotonic nanoseconds of the next frame.
  long deadline() {
    return deadline;
  }

  /// Goes on to the frame after the one that is due at `now`.
  ///
  /// @return how many frames were skipped because their time had passed
  long advance(long now) {
    long last = deadline;
    deadline = clock.even(now) ? bySamples(last) : byTime(last);
    double late = now - deadline;
    if (late < periodNanos) {
      return 0;
    }
    long skipped = (long) (late / periodNanos);
    deadline += Math.round(skipped * periodNanos);
    onSamples = false;
    return skipped;
  }

  private long byTime(long last) {
    onSamples = false;
    return last + Math.round(periodNanos);
  }

  private long bySamples(long last) {
    if (!onSamples) {
      onSamples = true;
      position = clock.positionAt(last);
    }
    position += periodNanos * 1e-9 * clock.sampleRate();
    long wanted = clock.nanosAt(position);
    long least = last + Math.round(periodNanos * (1 - STRETCH));
    long most = last + Math.round(periodNanos * (1 + STRETCH));
    if (wanted >= least && wanted <= most) {
      return wanted;
    }
    // The clock has jumped; the frames go on evenly from where they are.
    long clamped = Math.clamp(wanted, least, most);
    position = clock.positionAt(clamped);
    return clamped;
  }
}
