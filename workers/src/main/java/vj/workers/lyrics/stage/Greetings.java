package vj.workers.lyrics.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vj.bus.telemetry.Telemetry;
import vj.workers.lyrics.input.Song;

/// Tells receivers that have just subscribed what the others have been told before. Used by the
/// stage's thread.
final class Greetings {

  /// So many messages fit into the buffer that a system gives a socket, and some more.
  private static final int MOST_AT_ONCE = 50;

  /// Between two helpings.
  private static final long PAUSE_NANOS = 20_000_000;

  /// What others know.
  ///
  /// @param sheet with the times that were sent
  record Known(
      Optional<Song> song,
      Optional<Boolean> hasLyrics,
      Sheet sheet,
      Mood mood,
      Optional<Path> image) {}

  private record Greeting(Announcer out, Recital recital) {}

  private final Telemetry telemetry;
  private final List<Greeting> greetings = new ArrayList<>();

  Greetings(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /// What is being told no longer holds.
  void end() {
    greetings.clear();
  }

  /// Tells some more; with the last of it, what holds at `position`.
  ///
  /// @return nanoseconds until there is more to tell
  long turn(Known known, double position) {
    for (Optional<Telemetry> newcomer = telemetry.newcomer();
        newcomer.isPresent();
        newcomer = telemetry.newcomer()) {
      Telemetry receiver = newcomer.get();
      known.song().ifPresent(song -> begin(new Announcer(receiver), song, known));
    }
    greetings.removeIf(greeting -> ends(greeting, known, position));
    return greetings.isEmpty() ? Long.MAX_VALUE : PAUSE_NANOS;
  }

  private void begin(Announcer out, Song song, Known known) {
    known.hasLyrics().ifPresent(has -> out.track(song, has));
    greetings.add(new Greeting(out, new Recital(known.sheet(), song.key())));
  }

  private static boolean ends(Greeting greeting, Known known, double position) {
    Announcer out = greeting.out();
    Recital recital = greeting.recital();
    for (int i = 0; i < MOST_AT_ONCE && !recital.done(); i++) {
      recital.next(out);
    }
    if (!recital.done()) {
      return false;
    }
    new Following(known.sheet(), recital, false).turn(position, out);
    known.mood().highest().forEach(out::category);
    out.mood(known.mood());
    known.image().ifPresent(out::image);
    return true;
  }
}
