package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.status.FaultText;
import vj.bus.status.LogLine;

/// Keeps following the logs of all workers, on the thread `logs`, which it owns: lines go to the
/// memory and to whoever else wants them. A log that cannot be read, or ends, is tried again after
/// 1, 2, 4 ... 60 s.
///
/// What it logs itself comes back to it as a line. So it says a thing once for each cause, and
/// never anything about a line.
final class LogFollower implements AutoCloseable {

  /// How many of the lines that are there already it begins with.
  static final int LATEST = 300;

  /// In characters; more of a line is cut off. The workers' own lines are cut at four times that.
  static final int LONGEST_TEXT = 4_096;

  static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  /// What has been read for so long works: a program that fails does so at its start.
  static final Duration STEADY = Duration.ofSeconds(2);

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(LogFollower.class);

  private final LogFeed logs;
  private final LogMemory memory;
  private final Consumer<LogLine> also;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "logs");

  private volatile State state = new State("", "", 0, Optional.empty());

  // Only the thread above touches these.
  private String warned = "";
  private Instant newest = Instant.MIN;

  /// @param source what is read, or was last; empty before
  /// @param problem why it could not be, the last time; empty: it could
  /// @param since when it was opened
  /// @param reading what is open
  private record State(
      String source, String problem, long since, Optional<LogFeed.Following> reading) {}

  /// How time passes for it.
  interface Clock {
    Clock SYSTEM =
        new Clock() {
          @Override
          public long nanos() {
            return System.nanoTime();
          }

          @Override
          public void pause(Duration length) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
          }
        };

    long nanos();

    void pause(Duration length) throws InterruptedException;
  }

  LogFollower(LogFeed logs, LogMemory memory, Consumer<LogLine> also, Clock clock) {
    this.logs = logs;
    this.memory = memory;
    this.also = also;
    this.clock = clock;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /// What is read, or was last; empty before the first time.
  String source() {
    return state.source();
  }

  /// Why no lines come, or not all; empty when they do.
  Optional<String> problem() {
    State now = state;
    Optional<String> part = now.reading().flatMap(LogFeed.Following::trouble);
    return part.isPresent() || now.problem().isEmpty() || steady(now)
        ? part
        : Optional.of(now.problem());
  }

  private boolean steady(State now) {
    return openFor(now).compareTo(STEADY) >= 0;
  }

  private Duration openFor(State now) {
    return now.reading().isEmpty() ? Duration.ZERO : Duration.ofNanos(clock.nanos() - now.since());
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(CLOSE_LIMIT.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        String why = read();
        pause = openFor(state).compareTo(LONGEST_PAUSE) < 0 ? pause : FIRST_PAUSE;
        state = new State(state.source(), why, 0, Optional.empty());
        if (!warned.equals(why)) {
          warned = why;
          log.warn("no log lines: {}; trying again", why);
        }
        clock.pause(pause);
        Duration next = pause.multipliedBy(2);
        pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return why it ended
  private String read() throws InterruptedException {
    try (LogFeed.Following lines = logs.follow(LATEST)) {
      state = new State(lines.source(), state.problem(), clock.nanos(), Optional.of(lines));
      int known = newest.equals(Instant.MIN) ? 0 : LATEST;
      for (Optional<LogLine> line = lines.next(); line.isPresent(); line = lines.next()) {
        // a log that is opened again begins with lines that were read before
        if (known-- <= 0 || !seen(line.get())) {
          take(line.get());
        }
        if (!warned.isEmpty() && steady(state)) {
          log.info("log lines come again");
          warned = "";
        }
      }
      return lines.source() + " has ended";
    } catch (IOException e) {
      return FaultText.of(e);
    }
  }

  private boolean seen(LogLine line) {
    int order = line.time().compareTo(newest);
    return order < 0 || (order == 0 && memory.contains(cut(line)));
  }

  private void take(LogLine line) {
    LogLine kept = cut(line);
    if (kept.time().isAfter(newest)) {
      newest = kept.time();
    }
    memory.add(kept);
    also.accept(kept);
  }

  private static LogLine cut(LogLine line) {
    return line.text().length() <= LONGEST_TEXT
        ? line
        : new LogLine(
            line.time(),
            line.level(),
            line.worker(),
            line.text().substring(0, LONGEST_TEXT - 1) + "…");
  }
}
