package vj.workers.lyrics.input;

import java.util.Optional;
import vj.workers.lyrics.input.Heard.Announced;
import vj.workers.lyrics.input.Heard.Position;

/// Where every input leaves what it hears, and the stage takes it. Safe from any thread; nobody
/// waits. The latest announcement wins: what nobody took in time is replaced, so that no flood
/// fills it.
public final class Inlet {

  private final Runnable wake;

  // guarded by this
  private Optional<Announced> song = Optional.empty();
  private Optional<Position> position = Optional.empty();
  private long announcements;

  /// @param wake called after every input, on the thread that brought it
  public Inlet(Runnable wake) {
    this.wake = wake;
  }

  public void announced(Announced said) {
    synchronized (this) {
      announcements++;
      song = Optional.of(said);
      position = Optional.empty(); // it was the one before's
    }
    wake.run();
  }

  public void at(Position heard) {
    synchronized (this) {
      position = Optional.of(heard);
    }
    wake.run();
  }

  /// How many announcements there were. An answer that was asked for takes its time: what was
  /// announced meanwhile is newer.
  public synchronized long announcements() {
    return announcements;
  }

  /// As [#announced] and [#at], unless something was announced since there were `before`.
  public void answered(long before, Announced said, Position heard) {
    synchronized (this) {
      if (announcements != before) {
        return;
      }
      announcements++;
      song = Optional.of(said);
      position = Optional.of(heard);
    }
    wake.run();
  }

  /// What is new, once.
  public synchronized Heard take() {
    Heard heard = new Heard(song, position);
    song = Optional.empty();
    position = Optional.empty();
    return heard;
  }
}
