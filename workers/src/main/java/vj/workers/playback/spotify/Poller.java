package vj.workers.playback.spotify;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import vj.bus.status.FaultText;
import vj.workers.playback.Backend.Reports;
import vj.workers.playback.Playback;

/// Asks again and again what is playing, as long as a login holds, and reports it. A failure is
/// borne in silence for a while, and what was heard last goes on by the clock until its end.
///
/// While somebody else knows what this Spotify plays, it is asked rarely, and its answer is not
/// told: it would be older. One thread.
final class Poller {

  /// Who was silent as long as another knew is heard this soon when that one has gone.
  private static final Duration HANDOVER = Duration.ofMillis(500);

  private final Session session;
  private final PlayerApi api;
  private final Pace pace;
  private final Desk desk;
  private final Anchor anchor = new Anchor();
  private final Backoff backoff;

  /// Until then, on the desk's clock, the last answer is good enough; absent before the first one.
  private Optional<Long> goodUntil = Optional.empty();

  /// When what was heard last ends, on the same clock; absent if it is not known, or does not play.
  private Optional<Long> songEnds = Optional.empty();

  Poller(Session session, PlayerApi api, Pace pace, Desk desk) {
    this.session = session;
    this.api = api;
    this.pace = pace;
    this.desk = desk;
    this.backoff = new Backoff(pace.firstRetry(), desk.random());
  }

  /// What the polling needs of its backend.
  ///
  /// @param knownOtherwise whether somebody else says what the same Spotify plays
  record Desk(
      Reports reports,
      Gauges gauges,
      BooleanSupplier knownOtherwise,
      LongSupplier nanos,
      RandomGenerator random) {}

  /// Runs until there is no login any more, and returns why.
  LoginNeeded run() throws InterruptedException {
    while (true) {
      try {
        rest(turn());
      } catch (LoginNeeded ended) {
        return ended;
      } catch (AskLater later) {
        bear(later, later.after(), later.standing());
      } catch (IOException fault) {
        bear(fault, backoff.next(), false);
      }
    }
  }

  /// One question, answered and reported.
  ///
  /// @return when to ask again
  private Duration turn() throws IOException, InterruptedException {
    return switch (ask()) {
      case Answer.Playing playing -> {
        well();
        desk.gauges().roundTrip(playing.roundTripNanos());
        yield desk.knownOtherwise().getAsBoolean() ? nothing() : playing(anchor.steady(playing));
      }
      case Answer.Nothing _ -> {
        well();
        yield nothing();
      }
      case Answer.TokenRefused _ ->
          throw new IOException("Spotify refuses an access token that it has just given");
    };
  }

  private Duration playing(Playback playback) {
    long now = desk.nanos().getAsLong();
    songEnds = end(playback);
    desk.reports().plays(playback);
    return pace.after(playback, now);
  }

  private static Optional<Long> end(Playback playback) {
    double left = playback.track().durationSeconds() - playback.positionSeconds();
    return playback.playing() && left > 0
        ? Optional.of(playback.atNanos() + (long) (1e9 * left / playback.rate()))
        : Optional.empty();
  }

  private Duration nothing() {
    anchor.lift();
    songEnds = Optional.empty();
    desk.reports().stopped(CurrentlyPlaying.SOURCE);
    return pace.whenIdle();
  }

  /// With another token if the first one is refused: it may have been withdrawn.
  private Answer ask() throws IOException, InterruptedException {
    String token = session.accessToken();
    Answer answer = question(token);
    if (answer instanceof Answer.TokenRefused) {
      session.refused(token);
      return question(session.accessToken());
    }
    return answer;
  }

  private Answer question(String token) throws IOException, InterruptedException {
    desk.gauges().asked(session.loginEnds());
    return api.ask(token);
  }

  private void well() {
    backoff.reset();
    goodUntil = Optional.of(desk.nanos().getAsLong() + pace.grace().toNanos());
    desk.gauges().fault("");
    desk.reports().well();
  }

  /// Waits. Says why only once the last answer is too old; from then on what plays goes on as long
  /// as it is known to last, and after that nothing is known.
  ///
  /// @param standing say it at once
  private void bear(IOException fault, Duration wait, boolean standing)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException(); // which is how files that are being read fail, too
    }
    String why = FaultText.of(fault);
    desk.gauges().fault(why);
    long retry = desk.nanos().getAsLong() + wait.toNanos();
    if (!pause(Pace.shorter(wait, standing ? Duration.ZERO : left(goodUntil)))) {
      return;
    }
    if (left(Optional.of(retry)).isPositive() && left(songEnds).isPositive()) {
      goodUntil = Optional.empty();
      desk.reports().blind(why);
      if (!pause(Pace.shorter(left(Optional.of(retry)), left(songEnds)))) {
        return;
      }
    }
    if (left(Optional.of(retry)).isPositive()) {
      goodUntil = Optional.empty();
      songEnds = Optional.empty();
      anchor.lift();
      desk.reports().trouble(why);
      pause(left(Optional.of(retry)));
    }
  }

  /// Until then; what is absent is over.
  private Duration left(Optional<Long> until) {
    long left = until.map(end -> end - desk.nanos().getAsLong()).orElse(0L);
    return Duration.ofNanos(Math.max(0, left));
  }

  /// Between two questions. Ends early when nobody else knows any more what plays.
  private void rest(Duration wait) throws InterruptedException {
    if (desk.knownOtherwise().getAsBoolean()) {
      pause(wait, Pace.shorter(pace.look(), HANDOVER), () -> !desk.knownOtherwise().getAsBoolean());
    } else {
      pause(wait);
    }
  }

  /// @return false when it was cut short: somebody has logged in or out
  private boolean pause(Duration wait) throws InterruptedException {
    return pause(wait, pace.look(), () -> false);
  }

  private boolean pause(Duration wait, Duration look, BooleanSupplier over)
      throws InterruptedException {
    Optional<Long> until = Optional.of(desk.nanos().getAsLong() + wait.toNanos());
    for (Duration left = wait; left.isPositive(); left = left(until)) {
      Thread.sleep(Pace.shorter(left, look));
      if (left.compareTo(look) > 0 && (session.changed() || over.getAsBoolean())) {
        return false;
      }
    }
    return true;
  }
}
