package vj.workers.playback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the backends have reported last. They write, each on its own threads; the worker's main
/// thread reads after it was woken.
///
/// Where two backends know the same source, the one that comes first in the list counts.
final class Board {

  /// A client that opens ever new players on D-Bus must not fill our memory.
  static final int MOST_SOURCES = 64;

  private final Runnable wake;

  // The lock (this) protects these lists: one entry for each backend.
  private final List<Map<String, Playback>> playing = new ArrayList<>();

  private final List<@Nullable String> troubles = new ArrayList<>();
  private final List<@Nullable String> absences = new ArrayList<>();

  /// @param backends how many
  /// @param wake called after each change, on the reporting thread
  Board(int backends, Runnable wake) {
    this.wake = wake;
    for (int i = 0; i < backends; i++) {
      playing.add(new LinkedHashMap<>());
      troubles.add(null);
      absences.add(null);
    }
  }

  /// @param index of the backend
  Backend.Reports reports(int index) {
    return new Entry(index);
  }

  /// Every source that has a track, each once.
  synchronized List<Playback> sources() {
    Map<String, Playback> bySource = new LinkedHashMap<>();
    for (Map<String, Playback> each : playing) {
      each.forEach(bySource::putIfAbsent);
    }
    return List.copyOf(bySource.values());
  }

  /// What keeps the backend from knowing anything; empty if nothing does.
  synchronized Optional<String> trouble(int backend) {
    return Optional.ofNullable(troubles.get(backend));
  }

  /// What the backend waits for, without being in trouble.
  synchronized Optional<String> absence(int backend) {
    return Optional.ofNullable(absences.get(backend));
  }

  /// What the backend has a track for.
  synchronized List<String> sources(int backend) {
    return List.copyOf(playing.get(backend).keySet());
  }

  private final class Entry implements Backend.Reports {

    private final int index;

    Entry(int index) {
      this.index = index;
    }

    @Override
    public void plays(Playback playback) {
      synchronized (Board.this) {
        Map<String, Playback> mine = playing.get(index);
        if (mine.size() >= MOST_SOURCES && !mine.containsKey(playback.source())) {
          return;
        }
        boolean same = playback.equals(mine.put(playback.source(), playback));
        if (!state(null, null) && same) {
          return;
        }
      }
      wake.run();
    }

    @Override
    public void stopped(String source) {
      synchronized (Board.this) {
        if (playing.get(index).remove(source) == null) {
          return;
        }
      }
      wake.run();
    }

    @Override
    public void trouble(String why) {
      lost(why, null);
    }

    @Override
    public void blind(String why) {
      synchronized (Board.this) {
        if (!state(why, null)) {
          return;
        }
      }
      wake.run();
    }

    @Override
    public void absent(String what) {
      lost(null, what);
    }

    @Override
    public void well() {
      synchronized (Board.this) {
        if (!state(null, null)) {
          return;
        }
      }
      wake.run();
    }

    @Override
    public boolean knownBefore(String source) {
      synchronized (Board.this) {
        return playing.subList(0, index).stream().anyMatch(each -> each.containsKey(source));
      }
    }

    private void lost(@Nullable String trouble, @Nullable String absence) {
      synchronized (Board.this) {
        playing.get(index).clear();
        if (!state(trouble, absence)) {
          return;
        }
      }
      wake.run();
    }

    /// @return whether that is new
    private boolean state(@Nullable String trouble, @Nullable String absence) {
      boolean sameTrouble = Objects.equals(troubles.set(index, trouble), trouble);
      boolean sameAbsence = Objects.equals(absences.set(index, absence), absence);
      return !(sameTrouble && sameAbsence);
    }
  }
}
