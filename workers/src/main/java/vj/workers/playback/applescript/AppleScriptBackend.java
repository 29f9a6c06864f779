package vj.workers.playback.applescript;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vj.workers.playback.Backend;
import vj.workers.playback.BackendThread;
import vj.workers.playback.Playback;
import vj.workers.playback.applescript.Osascript.Outcome;

/// Spotify and Music on macOS; their sources are `spotify` and `music`. They say nothing by
/// themselves, so that they are asked, about once a second, by an `osascript` child.
///
/// All are asked in one script as long as it ends in time, each in one of its own while one of them
/// hangs. Has one thread, `applescript`.
public final class AppleScriptBackend implements Backend {

  /// Before the end of a track it is asked more often: the next one is near.
  private static final double END_SECONDS = 3;

  /// One that hangs while it loads is not worth a word.
  private static final int FAILURES_TO_TELL = 3;

  /// An answer is late by what the script takes after it has asked, which differs from time to
  /// time. One that is behind by no more than this is only later than the others.
  private static final double LATE_SECONDS = 0.25;

  private final Osascript osascript;
  private final Reports reports;
  private final LongSupplier nanos;
  private final Times times;
  private final BackendThread thread;
  private final Map<App, Playback> told = new EnumMap<>(App.class); // confined to the thread
  private int failures;
  private boolean apart; // one of them hangs
  private volatile List<String> sources = List.of(); // that have a track

  /// @param program `/usr/bin/osascript`, or a test's own
  /// @param nanos [System#nanoTime], or a test's own
  public AppleScriptBackend(Path program, Reports reports, LongSupplier nanos) {
    this(program, Times.USUAL, reports, nanos);
  }

  AppleScriptBackend(Path program, Times times, Reports reports, LongSupplier nanos) {
    this.osascript = new Osascript(program, times.limit());
    this.times = times;
    this.reports = reports;
    this.nanos = nanos;
    this.thread = new BackendThread("applescript", this::run);
  }

  @Override
  public String name() {
    return "applescript";
  }

  @Override
  public void start() {
    thread.start();
  }

  private void run() throws InterruptedException {
    while (true) {
      Duration pause = ask();
      sources = told.keySet().stream().map(App::source).toList();
      Thread.sleep(pause);
    }
  }

  /// @return how long to wait before asking again
  private Duration ask() throws InterruptedException {
    try {
      if (apart) {
        return hear(eachAlone());
      }
      return switch (osascript.run(Question.script(List.of(App.values())))) {
        case Outcome.Printed(String text) -> hear(Answer.all(text));
        case Outcome.Hung _ -> hear(eachAlone());
        case Outcome.Failed(String why) -> fail(why);
      };
    } catch (IOException e) {
      trouble("osascript cannot be run, which only macOS has: " + e.getMessage());
      return times.missing();
    }
  }

  /// One that hangs must not silence the others.
  private Map<App, Answer> eachAlone() throws IOException, InterruptedException {
    Map<App, Answer> answers = new EnumMap<>(App.class);
    apart = false;
    for (App app : App.values()) {
      switch (osascript.run(Question.script(List.of(app)))) {
        case Outcome.Printed(String text) -> answers.putAll(Answer.all(text));
        case Outcome.Hung(String why) -> {
          apart = true;
          answers.put(app, Answer.Refused.hung(why));
        }
        case Outcome.Failed(String why) -> answers.put(app, new Answer.Refused(0, why));
      }
    }
    return answers;
  }

  private Duration hear(Map<App, Answer> answers) {
    long now = nanos.getAsLong();
    if (!answers.isEmpty()
        && answers.values().stream().allMatch(Answer.Refused.class::isInstance)) {
      return refuse(answers);
    }
    failures = 0;
    reports.well();
    for (App app : App.values()) {
      switch (answers.get(app)) {
        case Answer.Plays plays -> play(app, plays, now);
        case Answer.Stopped _, Answer.Refused _ -> stop(app);
        case null -> stop(app); // does not run
      }
    }
    return pause(now);
  }

  /// Nobody who runs can be asked.
  private Duration refuse(Map<App, Answer> answers) {
    String why = "";
    for (Map.Entry<App, Answer> each : answers.entrySet()) {
      if (each.getValue() instanceof Answer.Refused refused) {
        if (refused.forbidden()) {
          trouble(
              ("macOS does not allow this program to ask %s what it plays: allow it in System"
                      + " Settings > Privacy & Security > Automation")
                  .formatted(each.getKey().application()));
          return times.failing();
        }
        why =
            "%s cannot be asked: %s (%d)"
                .formatted(each.getKey().application(), refused.why(), refused.code());
      }
    }
    return fail(why);
  }

  private Duration fail(String why) {
    failures++;
    if (failures < FAILURES_TO_TELL) {
      return times.playing();
    }
    trouble(why);
    return times.failing();
  }

  private void trouble(String why) {
    told.clear();
    reports.trouble(why);
  }

  private void play(App app, Answer.Plays plays, long now) {
    Playback before = told.get(app);
    if (before == null || !continues(before, plays, now)) {
      var playback =
          new Playback(
              app.source(), plays.track(), plays.positionSeconds(), 1, plays.playing(), now);
      told.put(app, playback);
      reports.plays(playback);
    }
  }

  /// Whether the answer says what was known, only a little later.
  private static boolean continues(Playback before, Answer.Plays plays, long now) {
    double ahead = plays.positionSeconds() - before.positionAt(now);
    return before.track().equals(plays.track())
        && before.playing() == plays.playing()
        && (plays.playing() ? ahead <= 0 && ahead > -LATE_SECONDS : ahead == 0);
  }

  private void stop(App app) {
    if (told.remove(app) != null) {
      reports.stopped(app.source());
    }
  }

  private Duration pause(long now) {
    Optional<Duration> shortest =
        told.values().stream()
            .filter(Playback::playing)
            .map(playback -> ending(playback, now) ? times.ending() : times.playing())
            .min(Duration::compareTo);
    return shortest.orElse(times.paused());
  }

  private static boolean ending(Playback playback, long now) {
    double end = playback.track().durationSeconds();
    return end > 0 && end - playback.positionAt(now) < END_SECONDS;
  }

  @Override
  public void state(Map<String, @Nullable Object> data) {
    data.put("players", sources);
  }

  @Override
  public void close() {
    thread.close();
  }
}
