package vj.workers.playback.virtualdj;

import java.util.concurrent.TimeUnit;
import vj.workers.playback.Playback;
import vj.workers.playback.Track;

/// One of VirtualDJ's decks, as far as its answers tell. Confined to one thread; times are
/// nanoseconds of one monotonic clock.
final class Deck {

  /// A new song's title, artist and the rest come one by one, and are asked for at once. Longer
  /// than this is not waited for all of them.
  private static final long SETTLING = TimeUnit.MILLISECONDS.toNanos(150);

  /// Quieter is not heard.
  private static final double LEAST_LOUDNESS = 0.1;

  /// What is beyond is no song and no tempo.
  private static final double LONGEST_SECONDS = 24 * 3600;

  private static final double FASTEST_BPM = 1000;

  private final int number;
  private final DeckClock clock;

  private String title = "";
  private String artist = "";
  private String album = "";
  private double lengthSeconds;
  private double bpm;

  private boolean playKnown;
  private boolean flaggedPlaying;
  private boolean audibleKnown;
  private boolean flaggedAudible;
  private double volume = 1;

  private boolean settling;
  private long changedAt;
  private boolean titleHeard;
  private boolean artistHeard;
  private boolean positionHeard;

  /// Whether this song has been on: one that is only loaded is nobody's business.
  private boolean started;

  /// @param number from 1
  Deck(int number, long nanos) {
    this.number = number;
    this.clock = new DeckClock(nanos);
  }

  int number() {
    return number;
  }

  double bpm() {
    return bpm;
  }

  /// Takes what it knows from `answer`; passes over what it does not know.
  ///
  /// @return whether there is reason to ask for everything: another song, started or stopped
  boolean hear(DeckAnswer answer, long nanos) {
    return switch (answer.verb()) {
      case "get_title" -> {
        boolean other = !answer.text().equals(title);
        title = answer.text();
        yield heardName(other, nanos, () -> titleHeard = true);
      }
      case "get_artist" -> {
        boolean other = !answer.text().equals(artist);
        artist = answer.text();
        yield heardName(other, nanos, () -> artistHeard = true);
      }
      case "play" -> {
        boolean other = answer.flag() != flaggedPlaying;
        playKnown = true;
        if (other) {
          turn(answer.flag(), nanos);
        }
        yield other;
      }
      default -> {
        hearValue(answer, nanos);
        yield false;
      }
    };
  }

  private boolean heardName(boolean other, long nanos, Runnable heard) {
    if (other && !settling) {
      settling = true;
      changedAt = nanos;
      titleHeard = false;
      artistHeard = false;
      positionHeard = false;
      started = false;
      album = "";
      lengthSeconds = 0;
      clock.reset(nanos);
    }
    heard.run();
    return other;
  }

  private void turn(boolean on, long nanos) {
    clock.turn(playing(), nanos);
    flaggedPlaying = on;
  }

  private void hearValue(DeckAnswer answer, long nanos) {
    switch (answer.verb()) {
      case "get_album" -> album = answer.text();
      case "get_songlength" -> lengthSeconds = within(LONGEST_SECONDS, answer, 0);
      case "get_bpm" -> bpm = within(FASTEST_BPM, answer, 0);
      case "volume" -> volume = within(1, answer, volume);
      case "is_audible" -> {
        audibleKnown = true;
        flaggedAudible = answer.flag();
      }
      case "song_pos" -> answer.number().ifPresent(position -> hearPosition(position, nanos));
      default -> {}
    }
  }

  private static double within(double most, DeckAnswer answer, double otherwise) {
    return answer.number().filter(number -> number >= 0 && number <= most).orElse(otherwise);
  }

  /// A fraction of the song; more than 1 are seconds.
  private void hearPosition(double position, long nanos) {
    positionHeard = true;
    double seconds = position > 1 ? position : position * lengthSeconds;
    if (seconds >= 0 && seconds <= lengthSeconds && lengthSeconds > 0) {
      clock.hear(seconds, nanos);
    }
  }

  /// Whether what is known belongs together.
  boolean settled(long nanos) {
    if (settling
        && ((titleHeard && artistHeard && positionHeard) || nanos - changedAt >= SETTLING)) {
      settling = false;
    }
    return !settling;
  }

  /// Whether it has said anything of what matters.
  boolean known() {
    return playKnown && audibleKnown;
  }

  private boolean loaded() {
    return !title.isEmpty() || !artist.isEmpty();
  }

  /// What its moving position tells, where that is sure, and otherwise what it says.
  boolean playing() {
    return loaded()
        && switch (clock.motion()) {
          case GOING -> true;
          case STANDING -> false;
          case UNKNOWN -> flaggedPlaying;
        };
  }

  /// Heard by the audience.
  boolean onAir(double crossfader) {
    boolean audible = audibleKnown ? flaggedAudible : loudness(crossfader) > LEAST_LOUDNESS;
    return playing() && audible;
  }

  /// Of the fader and the crossfader, 0..1. Odd decks are on the left.
  ///
  /// @param crossfader 0 left .. 1 right
  double loudness(double crossfader) {
    double side = number % 2 == 1 ? 1 - crossfader : crossfader;
    return volume * Math.clamp(2 * side, 0, 1);
  }

  /// Its song is on from now on, until there is another.
  void start() {
    started = true;
  }

  boolean started() {
    return started && loaded();
  }

  Playback playback(long nanos) {
    boolean goes = playing();
    return new Playback(
        VirtualDjBackend.SOURCE,
        new Track(artist, title, album, lengthSeconds),
        clock.positionAt(nanos, goes),
        clock.rate(),
        goes,
        nanos);
  }
}
