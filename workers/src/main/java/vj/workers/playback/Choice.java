package vj.workers.playback;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which of this monitor's sources it would speak for.
///
/// Under `auto`: who has begun to play keeps its place until it stops, or until it has paused for
/// [#PATIENCE_NANOS] and another plays; of several the one that began last. Otherwise the named
/// source only. What is paused from the start is nobody's choice.
///
/// Confined to one thread.
final class Choice {

  static final String AUTO = "auto";

  /// How long who has paused keeps its place.
  static final long PATIENCE_NANOS = 10_000_000_000L;

  /// When each source began to play, or to pause.
  private final Map<String, Turn> turns = new HashMap<>();

  private String chosen = "";

  private record Turn(boolean playing, long sinceNanos) {}

  /// @param sources each source once
  /// @param wanted the setting `playback_source`
  Optional<Playback> of(List<Playback> sources, String wanted, long now) {
    List<Playback> allowed =
        sources.stream().filter(each -> allows(wanted, each.source())).toList();
    note(allowed, now);
    @Nullable Playback current = null;
    @Nullable Playback newest = null;
    for (Playback each : allowed) {
      if (each.source().equals(chosen)) {
        current = each;
      }
      if (each.playing() && (newest == null || since(each) > since(newest))) {
        newest = each;
      }
    }
    boolean keeps = current != null && (current.playing() || now - since(current) < PATIENCE_NANOS);
    Playback choice = keeps || newest == null ? current : newest;
    chosen = choice == null ? "" : choice.source();
    return Optional.ofNullable(choice);
  }

  /// Whether the chosen one has paused for so long that others may speak.
  boolean patient(Playback choice, long now) {
    return choice.playing() || now - since(choice) < PATIENCE_NANOS;
  }

  private static boolean allows(String wanted, String source) {
    return wanted.equals(AUTO) || wanted.equalsIgnoreCase(source);
  }

  private void note(List<Playback> sources, long now) {
    turns.keySet().removeIf(name -> sources.stream().noneMatch(s -> s.source().equals(name)));
    for (Playback each : sources) {
      Turn before = turns.get(each.source());
      if (before == null || before.playing() != each.playing()) {
        turns.put(each.source(), new Turn(each.playing(), now));
      }
    }
  }

  private long since(Playback source) {
    Turn turn = turns.get(source.source());
    return turn == null ? 0 : turn.sinceNanos();
  }
}
