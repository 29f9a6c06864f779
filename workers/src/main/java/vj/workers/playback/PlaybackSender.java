package vj.workers.playback;

import java.util.Optional;
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
    telemetry.send(filled(1, playback.source(), playback.track()));
  }

  /// Tells receivers that have just subscribed what the others know.
  void greet(Playback playback, long now) {
    for (Optional<Telemetry> receiver = telemetry.newcomer();
        receiver.isPresent();
        receiver = telemetry.newcomer()) {
      receiver.get().send(filled(1, playback.source(), playback.track()));
      receiver.get().send(filled(playback, now));
    }
  }

  /// Playback has ended.
  void noTrack() {
    telemetry.send(filled(0, "", NONE));
  }

  void position(Playback playback, long now) {
    telemetry.send(filled(playback, now));
  }

  private OscTemplate filled(int active, String source, Track what) {
    return track
        .set(0, active)
        .set(1, source)
        .set(2, what.artist())
        .set(3, what.title())
        .set(4, what.album())
        .set(5, (float) what.durationSeconds())
        .set(6, 0);
  }

  private OscTemplate filled(Playback playback, long now) {
    return position.set(0, (float) playback.positionAt(now)).set(1, playback.playing() ? 1 : 0);
  }
}
