package vj.workers.playback;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps what a backend reports.
public final class RecordedReports implements Backend.Reports {

  /// One report, and when it came.
  public sealed interface Report {

    /// On [System#nanoTime].
    long nanos();

    record Plays(Playback playback, long nanos) implements Report {}

    record Stopped(String source, long nanos) implements Report {}

    record Trouble(String why, long nanos) implements Report {}

    record Well(long nanos) implements Report {}
  }

  private final List<Report> reports = new ArrayList<>(); // the lock is the object's own

  @Override
  public synchronized void plays(Playback playback) {
    reports.add(new Report.Plays(playback, System.nanoTime()));
  }

  @Override
  public synchronized void stopped(String source) {
    reports.add(new Report.Stopped(source, System.nanoTime()));
  }

  @Override
  public synchronized void trouble(String why) {
    reports.add(new Report.Trouble(why, System.nanoTime()));
  }

  @Override
  public synchronized void well() {
    reports.add(new Report.Well(System.nanoTime()));
  }

  public synchronized List<Report> all() {
    return List.copyOf(reports);
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
            case Report.Trouble _ -> Optional.empty();
            case Report.Plays _, Report.Stopped _, Report.Well _ -> now;
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
            case Report.Well _ -> Optional.empty();
            case Report.Plays _, Report.Stopped _ -> trouble;
          };
    }
    return trouble;
  }
}
