package vj.workers.playback;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One way to learn what is playing: players on D-Bus, files that a DJ program writes, a web API.
///
/// It owns its threads and connections, and goes on by itself whatever happens at the other end:
/// what is not there now may come. Errors are [Reports#trouble], not exceptions.
public interface Backend extends AutoCloseable {

  /// For people and `get_state`: `mpris`, `web`, `files`.
  String name();

  /// Begins to watch, on threads of its own; returns at once. Called once.
  void start();

  /// What `get_state` shows of it. Any thread; does not wait.
  default void state(Map<String, @Nullable Object> data) {}

  /// Ends the threads and waits for them, a second at most. Idempotent.
  @Override
  void close();

  /// Where a backend says what it knows. Any thread; never waits. A report that changes nothing may
  /// be repeated freely.
  interface Reports {

    /// What `playback.source()` plays or has paused. The last report of a source counts.
    void plays(Playback playback);

    /// The source has no track: stopped, closed, gone.
    void stopped(String source);

    /// The backend cannot know anything now; what it said before no longer counts.
    ///
    /// @param why for people, with the cure where there is one
    void trouble(String why);

    /// As [#trouble], but what plays goes on as far as anybody knows: it still counts.
    default void blind(String why) {
      trouble(why);
    }

    /// As [#trouble], but nothing is wrong: a player that is not there may come.
    ///
    /// @param what for people: what is waited for
    default void absent(String what) {
      trouble(what);
    }

    /// Whether a backend that counts before this one knows `source` now: asking about it is of no
    /// use.
    default boolean knownBefore(String source) {
      return false;
    }

    /// The backend works, whether or not something plays.
    void well();
  }
}
