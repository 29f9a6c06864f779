package vj.workers.playback.spotify;

import java.util.Optional;
import vj.workers.playback.Playback;

/// Keeps a playing track's position from trembling with the network: of answers that agree within
/// what their round trips allow, the one with the shortest knows best. One thread.
final class Anchor {

  private Optional<Answer.Playing> best = Optional.empty();

  /// @return what to report: `fresh`, or an earlier answer that still holds
  Playback steady(Answer.Playing fresh) {
    if (best.isEmpty() || !holds(best.get(), fresh)) {
      best = Optional.of(fresh);
    }
    return best.get().playback();
  }

  /// The next answer stands for itself.
  void lift() {
    best = Optional.empty();
  }

  private static boolean holds(Answer.Playing earlier, Answer.Playing fresh) {
    Playback before = earlier.playback();
    Playback now = fresh.playback();
    if (!before.playing() || !now.playing() || !before.track().equals(now.track())) {
      return false;
    }
    double apart = Math.abs(before.positionAt(now.atNanos()) - now.positionSeconds());
    double allowed = (earlier.roundTripNanos() + fresh.roundTripNanos()) / 2e9;
    return apart <= allowed && earlier.roundTripNanos() <= fresh.roundTripNanos();
  }
}
