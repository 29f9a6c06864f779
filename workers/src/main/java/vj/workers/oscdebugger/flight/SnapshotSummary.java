package vj.workers.oscdebugger.flight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vj.workers.oscdebugger.record.Recorded;

/// What there is in a snapshot, and what is missing. One thread.
final class SnapshotSummary {

  /// A recorder that runs begins the next segment at once.
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /// Both series keep the same time, to a segment or two.
  private static final Duration LONGEST_DIFFERENCE = Duration.ofMinutes(1);

  /// The time that was watched. The recorder begins with log lines of the past, which may be days
  /// old: those do not count.
  long from = Long.MAX_VALUE;

  long to = Long.MIN_VALUE;
  long datagrams;
  long datagramBytes;
  long lines;
  long changes;
  long missed;
  int segments;

  /// What is damaged or was not written, for people.
  final List<String> problems = new ArrayList<>();

  private long oscFrom = Long.MAX_VALUE;
  private long notesFrom = Long.MAX_VALUE;
  private long endOfLast = Long.MIN_VALUE;

  boolean isEmpty() {
    return datagrams + lines + changes == 0;
  }

  double seconds() {
    return isEmpty() ? 0 : (to - from) / 1e6;
  }

  void count(Snapshot.Entry entry) {
    switch (entry.recorded()) {
      case Recorded.Datagram datagram -> {
        datagrams++;
        datagramBytes += datagram.bytes().length;
      }
      case Recorded.Log _ -> lines++;
      case Recorded.Change _ -> {
        changes++;
        notesFrom = Math.min(notesFrom, entry.micros()); // those of old are among the OSC
      }
      case Recorded.End end -> missed += end.missed();
    }
  }

  /// @param first of the segment's datagrams and changes, which may have waited, or its beginning
  /// @param ended when it was ended, or its last datagram or change
  void period(Segments.Kind kind, long first, long ended) {
    switch (kind) {
      case OSC -> oscFrom = Math.min(oscFrom, first);
      case NOTES -> notesFrom = Math.min(notesFrom, first);
    }
    from = Math.min(from, first);
    to = Math.max(to, ended);
  }

  /// A flood shortens the time of what it is made of.
  void compare() {
    boolean hasBoth = oscFrom != Long.MAX_VALUE && notesFrom != Long.MAX_VALUE;
    if (hasBoth && Math.abs(oscFrom - notesFrom) > LONGEST_DIFFERENCE.toMillis() * 1_000) {
      problems.add(
          "OSC is there from %s on, log lines and state changes from %s"
              .formatted(Snapshot.instant(oscFrom), Snapshot.instant(notesFrom)));
    }
  }

  /// @param began when a segment did
  /// @param ended when it was ended, or its last datagram or change
  void pause(long began, long ended) {
    long pause = began - endOfLast;
    if (endOfLast != Long.MIN_VALUE && pause > LONGEST_PAUSE.toMillis() * 1_000) {
      problems.add(
          "nothing was recorded from %s to %s (%.1f s)"
              .formatted(Snapshot.instant(endOfLast), Snapshot.instant(began), pause / 1e6));
    }
    endOfLast = ended;
  }
}
