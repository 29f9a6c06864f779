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

  /// With the pause 400 messages/s for each: the lines and words that everybody is sent meanwhile
  /// fit below the 500 that receivers are promised.
  private static final int MOST_AT_ONCE = 8;

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

  private static final class Greeting {
    private final Announcer out;
    private final Recital recital;
    private long due;

    Greeting(Announcer out, Recital recital, long due) {
      this.out = out;
      this.recital = recital;
      this.due = due;
    }
  }

  private final Telemetry telemetry;
  private final List<Greeting> greetings = new ArrayList<>();

  Greetings(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /// What is being told no longer holds.
  void end() {
    greetings.clear();
  }

  /// Tells some more to those whose turn it is; with the last of it, what holds at `position`.
  ///
  /// @return nanoseconds until there is more to tell
  long turn(Known known, double position, long now) {
    welcome(known, now);
    greetings.removeIf(greeting -> greeting.due - now <= 0 && ends(greeting, known, position, now));
    return greetings.stream()
        .mapToLong(greeting -> greeting.due - now)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /// While everybody is sent lists, newcomers are not sent theirs as well.
  ///
  /// @return nanoseconds until there may be something to tell
  long later(Known known, long now) {
    welcome(known, now);
    return greetings.isEmpty() ? Long.MAX_VALUE : PAUSE_NANOS;
  }

  private void welcome(Known known, long now) {
    for (Optional<Telemetry> newcomer = telemetry.newcomer();
        newcomer.isPresent();
        newcomer = telemetry.newcomer()) {
      Telemetry receiver = newcomer.get();
      known.song().ifPresent(song -> begin(new Announcer(receiver), song, known, now));
    }
  }

  private void begin(Announcer out, Song song, Known known, long now) {
    known.hasLyrics().ifPresent(has -> out.track(song, has));
    greetings.add(new Greeting(out, new Recital(known.sheet(), song.key()), now));
  }

  private static boolean ends(Greeting greeting, Known known, double position, long now) {
    Announcer out = greeting.out;
    Recital recital = greeting.recital;
    for (int i = 0; i < MOST_AT_ONCE && !recital.done(); i++) {
      recital.next(out);
    }
    greeting.due = now + PAUSE_NANOS;
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
