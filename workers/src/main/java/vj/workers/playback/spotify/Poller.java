package vj.workers.playback.spotify;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import vj.bus.status.FaultText;
import vj.workers.playback.Backend.Reports;
import vj.workers.playback.Playback;

/// Asks again and again what is playing, as long as a login holds, and reports it. A failure is
/// borne in silence for a while: what was heard last goes on by the clock. One thread.
final class Poller {

  private final Session session;
  private final PlayerApi api;
  private final Pace pace;
  private final Desk desk;
  private final Anchor anchor = new Anchor();
  private final Backoff backoff;

  /// Until then, on the desk's clock, the last answer is good enough; absent before the first one.
  private Optional<Long> goodUntil = Optional.empty();

  Poller(Session session, PlayerApi api, Pace pace, Desk desk) {
    this.session = session;
    this.api = api;
    this.pace = pace;
    this.desk = desk;
    this.backoff = new Backoff(pace.firstRetry(), desk.random());
  }

  /// What the polling needs of its backend.
  record Desk(Reports reports, Gauges gauges, LongSupplier nanos, RandomGenerator random) {}

  /// Runs until there is no login any more, and returns why.
  LoginNeeded run() throws InterruptedException {
    while (true) {
      try {
        pause(turn());
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
        Playback steady = anchor.steady(playing);
        desk.reports().plays(steady);
        yield pace.after(steady, desk.nanos().getAsLong());
      }
      case Answer.Nothing _ -> {
        well();
        anchor.lift();
        desk.reports().stopped(CurrentlyPlaying.SOURCE);
        yield pace.whenIdle();
      }
      case Answer.TokenRefused _ ->
          throw new IOException("Spotify refuses an access token that it has just given");
    };
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
    desk.gauges().asked();
    return api.ask(token);
  }

  private void well() {
    backoff.reset();
    goodUntil = Optional.of(desk.nanos().getAsLong() + pace.grace().toNanos());
    desk.gauges().fault("");
    desk.reports().well();
  }

  /// Waits, and says why only once the last answer is too old.
  ///
  /// @param standing say it at once
  private void bear(IOException fault, Duration wait, boolean standing)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException(); // which is how files that are being read fail, too
    }
    String why = FaultText.of(fault);
    desk.gauges().fault(why);
    Duration silent = standing ? Duration.ZERO : Pace.shorter(graceLeft(), wait);
    boolean undisturbed = pause(silent);
    if (undisturbed && silent.compareTo(wait) < 0) {
      goodUntil = Optional.empty();
      anchor.lift();
      desk.reports().trouble(why);
      pause(wait.minus(silent));
    }
  }

  private Duration graceLeft() {
    long left = goodUntil.map(until -> until - desk.nanos().getAsLong()).orElse(0L);
    return Duration.ofNanos(Math.max(0, left));
  }

  /// @return false when it was cut short: somebody has logged in or out
  private boolean pause(Duration wait) throws InterruptedException {
    long until = desk.nanos().getAsLong() + wait.toNanos();
    for (Duration left = wait; left.isPositive(); left = left(until)) {
      Thread.sleep(Pace.shorter(left, pace.look()));
      if (left.compareTo(pace.look()) > 0 && session.changed()) {
        return false;
      }
    }
    return true;
  }

  private Duration left(long until) {
    return Duration.ofNanos(until - desk.nanos().getAsLong());
  }
}
