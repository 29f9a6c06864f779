package vj.workers.lyrics.stage;

import java.nio.file.Path;
import java.util.Optional;
import vj.bus.telemetry.Telemetry;
import vj.workers.lyrics.input.Heard;
import vj.workers.lyrics.input.Heard.Announced;
import vj.workers.lyrics.input.Heard.Position;
import vj.workers.lyrics.input.Song;

/// The song that plays, and all that is sent about it. What was found about another song is not
/// sent any more from the moment at which this one was announced.
///
/// Used by one thread, the only one that sends; [#report] from any.
public final class Stage {

  /// Between two messages of a list: 400 messages/s leave room for those that cannot wait below the
  /// 500 that receivers are promised.
  private static final long PACE_NANOS = 2_500_000;

  /// Announcements wait while more was sent than this much time allows.
  private static final long MOST_DEBT_NANOS = 100_000_000;

  /// [#turn] is called again at the latest after this.
  private static final long REST_NANOS = 250_000_000;

  private final Announcer out;
  private final Greetings greetings;
  private final Vigil vigil = new Vigil();

  private long generation;
  private Optional<Song> song = Optional.empty();
  private Optional<PositionClock> clock = Optional.empty();
  private double offsetSeconds;
  private Optional<Boolean> hasLyrics = Optional.empty();
  private Sheet sheet = Sheet.EMPTY;

  /// The same with the offset in its times.
  private Sheet shown = Sheet.EMPTY;

  private Runnable whenSent = () -> {};
  private Recital recital = new Recital(Sheet.EMPTY, "");
  private Following following = new Following(Sheet.EMPTY, recital, true);
  private Mood mood = Mood.UNKNOWN;
  private Optional<Path> image = Optional.empty();

  /// When the next message of a list may go; each message sent moves it on.
  private long free;

  private volatile Report report = Report.NOTHING;

  /// A song, and which of all that were announced it is: the same song may come again.
  public record Current(long generation, Song song) {}

  /// @param nowNanos on [System#nanoTime]
  public Stage(Telemetry telemetry, long nowNanos) {
    this.out = new Announcer(telemetry);
    this.greetings = new Greetings(telemetry);
    this.free = nowNanos;
  }

  public Optional<Current> current() {
    return song.map(playing -> new Current(generation, playing));
  }

  public Report report() {
    return report;
  }

  /// Whether a song may change now; a flood of announcements must not become one of messages.
  public boolean rested(long now) {
    return free - now <= MOST_DEBT_NANOS;
  }

  public void heard(Heard heard, long now) {
    vigil.heard(heard, now);
    heard
        .song()
        .ifPresent(said -> {
          switch (said) {
            case Announced.Plays(var other, var hasLyrics) -> plays(other, hasLyrics, now);
            case Announced.Ended() -> ended(now);
          }
        });
    heard.position().filter(_ -> song.isPresent()).ifPresent(this::at);
  }

  private void plays(Song other, boolean saidLyrics, long now) {
    if (song.filter(other::sameAs).isPresent()) {
      song = song.map(known -> known.filledBy(other));
      // a monitor says it again when it knows more, but never knows of lyrics
      hasLyrics.filter(has -> has != saidLyrics).ifPresent(has -> track(has, now));
      return;
    }
    clear(Optional.of(other), now);
  }

  private void ended(long now) {
    if (song.isPresent()) {
      clear(Optional.empty(), now);
    }
  }

  private void at(Position said) {
    clock = Optional.of(clock.map(known -> known.heard(said)).orElse(PositionClock.from(said)));
  }

  /// Takes everything off the air.
  private void clear(Optional<Song> next, long now) {
    generation++;
    song = next;
    clock = Optional.empty();
    hasLyrics = Optional.empty();
    image = Optional.empty();
    sheet = Sheet.EMPTY;
    shown = sheet;
    greetings.end(); // they hear of the next song as everybody does
    whenSent = () -> {};
    recital = new Recital(sheet, name());
    int resets = 0;
    for (; !recital.done(); resets++) {
      recital.next(out);
    }
    following = new Following(sheet, recital, true);
    out.lineActive(following.line());
    out.reset(LyricsMessage.IMAGE_CLEAR);
    spend(resets + 2, now);
    feel(Mood.UNKNOWN, now);
  }

  /// As `/karaoke/keywords/reset` names a song.
  private String name() {
    return song.map(Song::key).orElse("");
  }

  /// Lines are shown `seconds` later than written, or sooner if negative. At once.
  public void offset(double seconds) {
    if (seconds == offsetSeconds) {
      return;
    }
    offsetSeconds = seconds;
    if (!sheet.lines().isEmpty()) {
      recite();
    }
  }

  private void recite() {
    shown = sheet.later(offsetSeconds);
    greetings.end();
    recital = new Recital(shown, name());
    following = new Following(shown, recital, false);
  }

  /// @param about [Current#generation] of the song it is about; what is about another is dropped
  public void found(long about, Finding finding, long now) {
    if (about != generation || song.isEmpty()) {
      return;
    }
    switch (finding) {
      case Finding.Words(var words, var sent) -> words(words, sent, now);
      case Finding.NoWords() -> words(Sheet.EMPTY, () -> {}, now);
      case Finding.Felt(var felt) -> feel(felt, now);
      case Finding.Pictured(var path) -> picture(path, now);
    }
  }

  private void words(Sheet found, Runnable sent, long now) {
    whenSent = sent;
    if (!found.equals(sheet)) {
      sheet = found;
      recite();
    }
    boolean has = !found.lines().isEmpty();
    if (hasLyrics.filter(known -> known == has).isEmpty()) {
      hasLyrics = Optional.of(has);
      track(has, now);
    }
  }

  private void track(boolean has, long now) {
    song.ifPresent(playing -> out.track(playing, has));
    spend(1, now);
  }

  private void feel(Mood felt, long now) {
    if (felt.equals(mood)) {
      return;
    }
    var sent = felt.highest();
    mood.highest().keySet().stream()
        .filter(name -> !sent.containsKey(name))
        .forEach(name -> out.category(name, 0));
    sent.forEach(out::category);
    out.mood(felt);
    spend(mood.highest().size() + sent.size() + 4, now);
    mood = felt;
  }

  private void picture(Path path, long now) {
    if (image.filter(path::equals).isEmpty()) {
      image = Optional.of(path);
      out.image(path);
      spend(2, now);
    }
  }

  private void spend(int messages, long now) {
    free = Math.max(free - now, 0) + now + messages * PACE_NANOS;
  }

  /// Sends what is due.
  ///
  /// @return when to come back, at the latest
  public long turn(long now) {
    if (song.isPresent() && clock.isPresent() && vigil.isOver(song.get(), clock.get(), now)) {
      ended(now);
    }
    if (!recital.done() && free - now <= 0) {
      recital.next(out);
      spend(1, now);
    }
    if (recital.done()) {
      whenSent.run();
      whenSent = () -> {};
    }
    double position = clock.map(known -> known.at(now)).orElse(0.0);
    spend(following.turn(position, out), now);
    var told = new Greetings.Known(song, hasLyrics, shown, mood, image);
    long greet = recital.done() ? greetings.turn(told, position, now) : greetings.later(told, now);
    report = new Report(current(), clock, hasLyrics, activeLine(), mood, image);
    long next = now + Math.min(REST_NANOS, greet);
    if (!recital.done()) {
      next = earlier(next, free);
    }
    long cue = clock.map(known -> known.when(following.next(known.at(now)))).orElse(Long.MAX_VALUE);
    return cue == Long.MAX_VALUE ? next : earlier(next, cue);
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  private Report.Line activeLine() {
    int line = following.line();
    String text = line < 0 ? "" : sheet.lines().get(line).text();
    return new Report.Line(line, text, sheet.lines().size());
  }
}
