package vj.workers.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Keeps what a backend reports: all of it to look back on, and in order to take one by one.
public final class RecordedReports implements Backend.Reports {

  private static final long PATIENCE_SECONDS = 10;

  /// One report, and when it came.
  public sealed interface Report {

    /// On [System#nanoTime].
    long nanos();

    /// One line, without the time.
    String text();

    record Plays(Playback playback, long nanos) implements Report {
      @Override
      public String text() {
        return "plays " + playback.track().title();
      }
    }

    record Stopped(String source, long nanos) implements Report {
      @Override
      public String text() {
        return "stopped " + source;
      }
    }

    record Trouble(String why, long nanos) implements Report {
      @Override
      public String text() {
        return "trouble " + why;
      }
    }

    record Blind(String why, long nanos) implements Report {
      @Override
      public String text() {
        return "blind " + why;
      }
    }

    record Absent(String what, long nanos) implements Report {
      @Override
      public String text() {
        return "absent " + what;
      }
    }

    record Well(long nanos) implements Report {
      @Override
      public String text() {
        return "well";
      }
    }
  }

  private final List<Report> reports = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Report> untaken = new LinkedBlockingQueue<>();

  @Override
  public void plays(Playback playback) {
    keep(new Report.Plays(playback, System.nanoTime()));
  }

  @Override
  public void stopped(String source) {
    keep(new Report.Stopped(source, System.nanoTime()));
  }

  @Override
  public void trouble(String why) {
    keep(new Report.Trouble(why, System.nanoTime()));
  }

  @Override
  public void blind(String why) {
    keep(new Report.Blind(why, System.nanoTime()));
  }

  @Override
  public void absent(String what) {
    keep(new Report.Absent(what, System.nanoTime()));
  }

  @Override
  public void well() {
    keep(new Report.Well(System.nanoTime()));
  }

  private synchronized void keep(Report report) {
    reports.add(report);
    untaken.add(report);
  }

  public List<Report> all() {
    return List.copyOf(reports);
  }

  /// All, one line each.
  public List<String> said() {
    return reports.stream().map(Report::text).toList();
  }

  public boolean has(String beginning) {
    return count(beginning) > 0;
  }

  public long count(String beginning) {
    return said().stream().filter(line -> line.startsWith(beginning)).count();
  }

  /// The line of the last one; empty before there is any.
  public String last() {
    List<String> said = said();
    return said.isEmpty() ? "" : said.getLast();
  }

  public Playback lastPlayed() {
    return all().reversed().stream()
        .filter(Report.Plays.class::isInstance)
        .map(report -> ((Report.Plays) report).playback())
        .findFirst()
        .orElseThrow();
  }

  /// What a source plays or has paused, by the reports so far.
  public Optional<Playback> now(String source) {
    Optional<Playback> now = Optional.empty();
    for (Report report : all()) {
      now =
          switch (report) {
            case Report.Plays(Playback playback, _) when playback.source().equals(source) ->
                Optional.of(playback);
            case Report.Stopped(String stopped, _) when stopped.equals(source) -> Optional.empty();
            case Report.Trouble _, Report.Absent _ -> Optional.empty();
            case Report.Plays _, Report.Stopped _, Report.Blind _, Report.Well _ -> now;
          };
    }
    return now;
  }

  /// Empty when the last word about it was that it is well.
  public Optional<String> trouble() {
    Optional<String> trouble = Optional.empty();
    for (Report report : all()) {
      trouble =
          switch (report) {
            case Report.Trouble(String why, _) -> Optional.of(why);
            case Report.Blind(String why, _) -> Optional.of(why);
            case Report.Absent _, Report.Well _ -> Optional.empty();
            case Report.Plays _, Report.Stopped _ -> trouble;
          };
    }
    return trouble;
  }

  /// Takes the next that is not [Report.Well]; waits for it.
  public Report next() throws InterruptedException {
    Report next = untaken.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    while (next instanceof Report.Well) {
      next = untaken.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertNotNull(next, "nothing was reported");
    return next;
  }

  /// Takes until something plays, passing over troubles and stops.
  public Report.Plays nextPlay() throws InterruptedException {
    while (true) {
      if (next() instanceof Report.Plays plays) {
        return plays;
      }
    }
  }

  /// Takes the next, which must be that something plays.
  public Playback nextPlayback() throws InterruptedException {
    return assertInstanceOf(Report.Plays.class, next()).playback();
  }

  /// Takes the next, which must be a trouble.
  public String nextTrouble() throws InterruptedException {
    return assertInstanceOf(Report.Trouble.class, next()).why();
  }

  /// Takes the next, which must be that something is waited for.
  public String nextAbsence() throws InterruptedException {
    return assertInstanceOf(Report.Absent.class, next()).what();
  }

  /// Takes the next, which must be that this source has stopped.
  public void assertStopped(String source) throws InterruptedException {
    assertEquals(source, assertInstanceOf(Report.Stopped.class, next()).source());
  }

  /// Nothing more is reported within this time.
  public void assertQuiet(long millis) throws InterruptedException {
    @Nullable Report more = untaken.poll(millis, TimeUnit.MILLISECONDS);
    assertNull(more, () -> "also said: " + more);
  }
}
