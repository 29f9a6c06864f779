package vj.workers.audio;

/// When each sample was heard: a delay-locked loop between sample positions and monotonic time (F.
/// Adriaensen, "Using a DLL to filter time", 2005).
///
/// A device delivers in bursts and its crystal is off by some ppm; this clock runs evenly through
/// the middle of the bursts at the device's own rate. Positions count samples since the worker
/// began and never go back. Written by the capture thread, read by the frame loop.
final class SampleClock {

  /// Without an arrival for this long the sound has stopped: twice the longest quantum in use.
  static final long STALL_NANOS = 250_000_000L;

  /// Samples this much later than expected were held up by more than a busy machine: a pause.
  private static final double LATE_NANOS = 300e6;

  /// Samples this much earlier than expected are the backlog of a pause. More than half a burst of
  /// any device in use, so that bursts are not taken for one.
  private static final double EARLY_NANOS = -150e6;

  /// A backlog is read within this time; until then positions say nothing about the present.
  private static final long SETTLE_NANOS = 100_000_000L;

  /// The loop first finds the phase quickly, with the rate held, ...
  private static final double CATCH_BANDWIDTH_HZ = 2;

  private static final double CATCH_SECONDS = 1;

  /// ... then follows ever more slowly, down to this.
  private static final double TRACK_BANDWIDTH_HZ = 0.1;

  /// Further from the nominal rate is not a crystal's error.
  private static final double RATE_TOLERANCE = 0.02;

  // The lock is the object's own. It protects everything below.
  private double nominalPeriod = 1e9 / 44100;
  private boolean anchored;
  private long origin; // nanos; the doubles below count from it, so that they keep their precision
  private long position;
  private double time; // when `position` arrived, smoothed, from `origin`
  private double period = nominalPeriod; // nanoseconds for each sample
  private long lastArrival;

  /// A source was opened: whatever comes next has a phase and a rate of its own.
  synchronized void restart(int sampleRate) {
    nominalPeriod = 1e9 / sampleRate;
    period = nominalPeriod;
    anchored = false;
  }

  /// `count` samples, the last of which has `position` - 1, arrived at `now`.
  synchronized void arrived(long newPosition, int count, long now) {
    double expected = time + count * period;
    double error = (now - origin) - expected;
    position = newPosition;
    lastArrival = now;
    if (!anchored || error > LATE_NANOS || error < EARLY_NANOS) {
      anchored = true;
      origin = now;
      time = 0;
      return;
    }
    double age = (now - origin) * 1e-9;
    boolean catching = age < CATCH_SECONDS;
    double bandwidth =
        catching
            ? CATCH_BANDWIDTH_HZ
            : Math.max(TRACK_BANDWIDTH_HZ, CATCH_BANDWIDTH_HZ * CATCH_SECONDS / (4 * age));
    // A chunk longer than the loop's own time constant must not make it swing.
    double omega = Math.min(0.5, 2 * Math.PI * bandwidth * count * period * 1e-9);
    time = expected + Math.sqrt(2) * omega * error;
    if (!catching) {
      double next = period + omega * omega * error / count;
      period =
          Math.clamp(
              next, nominalPeriod * (1 - RATE_TOLERANCE), nominalPeriod * (1 + RATE_TOLERANCE));
    }
  }

  /// Whether samples arrive.
  synchronized boolean flowing(long now) {
    return anchored && now - lastArrival < STALL_NANOS;
  }

  /// Whether [#nanosAt] can be trusted to tell old sound from present sound. False for a moment
  /// after a start or a pause.
  synchronized boolean settled(long now) {
    return anchored && now - origin >= SETTLE_NANOS;
  }

  /// Whether the clock runs evenly. False also while it still finds its phase.
  synchronized boolean even(long now) {
    return anchored && now - lastArrival < STALL_NANOS && (now - origin) * 1e-9 >= CATCH_SECONDS;
  }

  /// Monotonic nanoseconds at which the sample at `at` was, or will be, heard.
  synchronized long nanosAt(double at) {
    return origin + Math.round(time + (at - position) * period);
  }

  /// The sample heard at `nanos`.
  synchronized double positionAt(long nanos) {
    return position + ((nanos - origin) - time) / period;
  }

  /// Samples for each second, as the device counts them.
  synchronized double sampleRate() {
    return 1e9 / nominalPeriod;
  }
}
