package vj.workers.playback;

import vj.bus.telemetry.OscTemplate;
import vj.bus.telemetry.Telemetry;

/// Fills the messages of [PlaybackMessage]. One thread.
final class PlaybackSender {

  private static final Track NONE = new Track("", "", "", 0);

  private final Telemetry telemetry;
  private final OscTemplate track;
  private final OscTemplate position;

  PlaybackSender(Telemetry telemetry) {
    this.telemetry = telemetry;
    this.track = template(PlaybackMessage.TRACK);
    this.position = template(PlaybackMessage.POS);
  }

  private OscTemplate template(PlaybackMessage message) {
    return telemetry.template(message.address(), message.typeTags());
  }

  /// Whether there are lyrics, only the lyrics worker knows: it says so when it does.
  void track(Playback playback) {
    track(1, playback.source(), playback.track());
  }

  /// Playback has ended.
  void noTrack() {
    track(0, "", NONE);
  }

  private void track(int active, String source, Track what) {
    track
        .set(0, active)
        .set(1, source)
        .set(2, what.artist())
        .set(3, what.title())
        .set(4, what.album())
        .set(5, (float) what.durationSeconds())
        .set(6, 0);
    telemetry.send(track);
  }

  void position(Playback playback, long now) {
    position.set(0, (float) playback.positionAt(now)).set(1, playback.playing() ? 1 : 0);
    telemetry.send(position);
  }
}
