package vj.workers.playback;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

  /// Players stop for a moment between two tracks: neither must a picture go blank for that, nor
  /// another player get in.
  static final long RETURN_NANOS = 400_000_000L;

  /// When each source began to play, or to pause.
  private final Map<String, Turn> turns = new HashMap<>();

  private String chosen = "";

  /// When the chosen one went; 0 while it is there.
  private long lostNanos;

  private record Turn(boolean playing, long sinceNanos) {}

  /// @param sources each source once
  /// @param wanted the setting `playback_source`
  /// @return empty also while the chosen one may come back, see [#awaitsReturn]
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
    boolean gone = current == null && !chosen.isEmpty() && allows(wanted, chosen);
    lostNanos = gone ? (lostNanos == 0 ? now : lostNanos) : 0;
    if (awaitsReturn(now)) {
      return Optional.empty();
    }
    lostNanos = 0;
    boolean keeps = current != null && (current.playing() || now - since(current) < PATIENCE_NANOS);
    Playback choice = keeps || newest == null ? current : newest;
    chosen = choice == null ? "" : choice.source();
    return Optional.ofNullable(choice);
  }

  /// Whether the chosen one has just gone: its place is kept, another does not get it.
  boolean awaitsReturn(long now) {
    return lostNanos != 0 && now - lostNanos < RETURN_NANOS;
  }

  /// Whether the chosen one has paused for so long that others may speak.
  boolean patient(Playback choice, long now) {
    return choice.playing() || now - since(choice) < PATIENCE_NANOS;
  }

  private static boolean allows(String wanted, String source) {
    String name = source.toLowerCase(Locale.ROOT);
    // a second instance of a player has a longer name, which it keeps when the first has ended
    return wanted.equals(AUTO) || name.equals(wanted) || name.startsWith(wanted + ".instance");
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
