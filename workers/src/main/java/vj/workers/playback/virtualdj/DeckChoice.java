package vj.workers.playback.virtualdj;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Which deck the audience hears: the one that it heard before, unless that has stopped, or another
/// has been clearly louder for a while. So a crossfade, or a fader moved to and fro, changes once.
///
/// Confined to one thread.
final class DeckChoice {

  /// Of 1: what a hand on a fader does not do by accident.
  private static final double CLEARLY_LOUDER = 0.1;

  private static final long A_WHILE = TimeUnit.SECONDS.toNanos(1);

  private final List<Deck> decks;
  private @Nullable Deck chosen;
  private @Nullable Deck rival;
  private long rivalSince;

  DeckChoice(List<Deck> decks) {
    this.decks = decks;
  }

  /// @return empty while none has been heard
  Optional<Deck> choose(double crossfader, long nanos) {
    Deck before = chosen;
    Optional<Deck> loudest =
        decks.stream()
            .filter(deck -> deck.onAir(crossfader) && !deck.equals(before))
            .max(Comparator.comparingDouble(deck -> deck.loudness(crossfader)));
    if (before == null || !before.playing()) {
      Deck now = loudest.orElse(before);
      chosen = now;
      rival = null;
      return Optional.ofNullable(now);
    }
    double enough = before.loudness(crossfader) + CLEARLY_LOUDER;
    Deck louder =
        loudest
            .filter(deck -> !before.onAir(crossfader) || deck.loudness(crossfader) >= enough)
            .orElse(null);
    if (louder == null || !louder.equals(rival)) {
      rival = louder;
      rivalSince = nanos;
    } else if (nanos - rivalSince >= A_WHILE) {
      chosen = louder;
      rival = null;
      return Optional.of(louder);
    }
    return Optional.of(before);
  }
}
