package vj.workers.playback;

/// What one source plays, as of one moment.
///
/// @param source as in `/karaoke/track`: `spotify`, `virtualdj`, `mpris:PLAYER`
/// @param positionSeconds in the track at `atNanos`; negative counts as 0
/// @param rate seconds of track for each second: 1 but for players with another tempo
/// @param playing false: paused
/// @param atNanos when that was true, on [System#nanoTime]
public record Playback(
    String source,
    Track track,
    double positionSeconds,
    double rate,
    boolean playing,
    long atNanos) {

  public Playback {
    positionSeconds = Double.isFinite(positionSeconds) ? Math.max(0, positionSeconds) : 0;
    rate = rate > 0 && rate < 100 ? rate : 1;
  }

  /// Seconds; not beyond the end where that is known.
  public double positionAt(long nanos) {
    double position = playing ? positionSeconds + rate * (nanos - atNanos) / 1e9 : positionSeconds;
    double end = track.durationSeconds();
    return Math.max(0, end > 0 ? Math.min(position, end) : position);
  }
}
