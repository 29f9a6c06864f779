package vj.workers.lyrics.stage;

import vj.workers.lyrics.input.Heard.Position;

/// Where the song is, between the moments at which somebody says so. It goes on by itself while the
/// song plays and never back, but for a jump; small differences are taken in over half a second.
/// Immutable.
///
/// It learns the speed at which the song plays (an alpha-beta filter), so that a DJ's pitch fader
/// does not make it lag.
///
/// @param seconds in the song at `atNanos`
/// @param rate seconds of the song for each second
/// @param slew seconds that are added evenly over the [#SLEWING_SECONDS] after `atNanos`
public record PositionClock(
    double seconds, long atNanos, double rate, double slew, boolean playing) {

  /// Differences below this are the jitter of messages; above, somebody has moved the needle.
  static final double JITTER_SECONDS = 0.15;

  private static final double SLEWING_SECONDS = 0.5;

  /// How much of a difference is believed: half, because the next message is as good as this.
  private static final double POSITION_GAIN = 0.5;

  private static final double RATE_GAIN = 0.15;

  /// Messages that come closer to each other say nothing about speed.
  private static final double SHORTEST_FOR_RATE_SECONDS = 0.2;

  /// Further than any deck's pitch goes.
  private static final double SLOWEST = 0.5;

  private static final double FASTEST = 2;

  /// So that at the time which [#when] says the position has been reached, roundings included.
  private static final long BEYOND_NANOS = 1000;

  static PositionClock from(Position heard) {
    return new PositionClock(heard.seconds(), heard.atNanos(), 1, 0, heard.playing());
  }

  PositionClock heard(Position said) {
    double expected = at(said.atNanos());
    double off = said.seconds() - expected;
    if (Math.abs(off) >= JITTER_SECONDS) {
      return new PositionClock(said.seconds(), said.atNanos(), rate, 0, said.playing());
    }
    if (!said.playing()) {
      return new PositionClock(expected, said.atNanos(), rate, 0, false);
    }
    double since = (said.atNanos() - atNanos) / 1e9;
    boolean telling = playing && since >= SHORTEST_FOR_RATE_SECONDS;
    double learned = telling ? rate + RATE_GAIN * off / since : rate;
    return new PositionClock(
        expected, said.atNanos(), Math.clamp(learned, SLOWEST, FASTEST), POSITION_GAIN * off, true);
  }

  /// Seconds in the song.
  public double at(long nanos) {
    double since = Math.max(0, (nanos - atNanos) / 1e9);
    return playing ? seconds + rate * since + slew * Math.min(1, since / SLEWING_SECONDS) : seconds;
  }

  /// When the song will be `wanted` seconds in; [Long#MAX_VALUE] if never.
  long when(double wanted) {
    if (!playing || Double.isInfinite(wanted)) {
      return Long.MAX_VALUE;
    }
    double slewed = seconds + rate * SLEWING_SECONDS + slew;
    double since =
        wanted < slewed
            ? (wanted - seconds) / (rate + slew / SLEWING_SECONDS)
            : (wanted - seconds - slew) / rate;
    return atNanos + (long) (since * 1e9) + BEYOND_NANOS;
  }
}
