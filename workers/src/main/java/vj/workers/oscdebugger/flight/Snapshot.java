package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vj.workers.oscdebugger.record.RecordReader;
import vj.workers.oscdebugger.record.Recorded;

/// What the recorder has on disk at one moment. The segments stay open, so that those which the
/// recorder deletes meanwhile can still be read, and end where they were then. One thread.
final class Snapshot implements AutoCloseable {

  /// A recorder that runs begins the next segment at once.
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final List<Segment> segments = new ArrayList<>();
  private final Summary summary = new Summary();

  private Snapshot() {}

  /// @param records how many whole ones it had
  private record Segment(Path file, FileChannel channel, long records) {}

  /// A record and its time.
  ///
  /// @param micros since 1970
  record Entry(long micros, Recorded recorded) {}

  /// What there is, and what is missing.
  static final class Summary {

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

    private long endOfLast = Long.MIN_VALUE;

    boolean isEmpty() {
      return datagrams + lines + changes == 0;
    }

    double seconds() {
      return isEmpty() ? 0 : (to - from) / 1e6;
    }

    private void count(Entry entry) {
      switch (entry.recorded()) {
        case Recorded.Datagram datagram -> {
          datagrams++;
          datagramBytes += datagram.bytes().length;
        }
        case Recorded.Log _ -> lines++;
        case Recorded.Change _ -> changes++;
        case Recorded.End end -> missed += end.missed();
      }
    }

    /// @param first of the segment's datagrams and changes, which may have waited, or its beginning
    /// @param began when a segment did
    /// @param ended when it was ended, or its last datagram or change
    private void period(long first, long began, long ended) {
      from = Math.min(from, first);
      to = Math.max(to, ended);
      long pause = began - endOfLast;
      if (endOfLast != Long.MIN_VALUE && pause > LONGEST_PAUSE.toMillis() * 1_000) {
        problems.add(
            "nothing was recorded from %s to %s (%.1f s)"
                .formatted(instant(endOfLast), instant(began), pause / 1e6));
      }
      endOfLast = ended;
    }
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /// @throws IOException when the directory cannot be read
  static Snapshot of(Segments segments) throws IOException {
    var snapshot = new Snapshot();
    try {
      List<Path> files = segments.files();
      for (Path file : files) {
        snapshot.add(file, file.equals(files.getLast()));
      }
      return snapshot;
    } catch (IOException e) {
      snapshot.close();
      throw e;
    }
  }

  private void add(Path file, boolean isLatest) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException _) {
      return; // it has just become too old
    } catch (IOException e) {
      summary.problems.add("%s cannot be read: %s".formatted(Segments.name(file), e.getMessage()));
      return;
    }
    segments.add(new Segment(file, channel, survey(file, channel, isLatest)));
  }

  /// @return how many whole records there are
  private long survey(Path file, FileChannel channel, boolean isLatest) {
    long records = 0;
    try (RecordReader reader = RecordReader.sharing(file, channel)) {
      summary.segments++;
      long began = reader.startMillis() * 1_000;
      long first = began;
      long ended = began;
      for (Optional<Recorded> next = reader.next(); next.isPresent(); next = reader.next()) {
        records++;
        Entry entry = entry(reader, next.get());
        summary.count(entry);
        if (!(entry.recorded() instanceof Recorded.Log)) {
          first = Math.min(first, entry.micros());
          ended = Math.max(ended, entry.micros());
        }
      }
      summary.period(first, began, ended);
      // what follows the last whole record of the latest one may just be being written
      if (reader.lost() > 0 && !isLatest) {
        summary.problems.add(
            "%s: %d bytes are damaged".formatted(Segments.name(file), reader.lost()));
      }
    } catch (IOException e) {
      summary.problems.add("%s: %s".formatted(Segments.name(file), String.valueOf(e.getMessage())));
    }
    return records;
  }

  private static Entry entry(RecordReader reader, Recorded recorded) {
    return new Entry(
        switch (recorded) {
          case Recorded.Datagram datagram -> at(reader, datagram.nanos());
          case Recorded.Log(var line) -> micros(line.time());
          case Recorded.Change(var time, _, _) -> micros(time);
          case Recorded.End end -> at(reader, end.nanos());
        },
        recorded);
  }

  private static long at(RecordReader reader, long nanos) {
    return reader.startMillis() * 1_000 + Math.floorDiv(nanos, 1_000);
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  Summary summary() {
    return summary;
  }

  /// The records of one kind, in the order in which they were written. The caller closes it.
  Strand strand(Predicate<Recorded> kind) throws IOException {
    var strand = new Strand(kind);
    strand.advance();
    return strand;
  }

  /// A place among the records of one kind.
  final class Strand implements AutoCloseable {

    private final Predicate<Recorded> kind;
    private Optional<RecordReader> reader = Optional.empty();
    private int nextSegment;
    private long left;
    private Optional<Entry> head = Optional.empty();

    private Strand(Predicate<Recorded> kind) {
      this.kind = kind;
    }

    /// The record that it is at; empty at the end.
    Optional<Entry> head() {
      return head;
    }

    void advance() throws IOException {
      head = Optional.empty();
      while (head.isEmpty() && (left > 0 || open())) {
        Optional<Recorded> next = reader.orElseThrow().next();
        left = next.isPresent() ? left - 1 : 0;
        head = next.filter(kind).map(recorded -> entry(reader.orElseThrow(), recorded));
      }
    }

    /// The next segment that has records; false at the end.
    private boolean open() throws IOException {
      while (nextSegment < segments.size()) {
        Segment segment = segments.get(nextSegment++);
        if (segment.records() > 0) {
          close();
          reader = Optional.of(RecordReader.sharing(segment.file(), segment.channel()));
          left = segment.records();
          return true;
        }
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      if (reader.isPresent()) {
        reader.get().close();
        reader = Optional.empty();
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Segment segment : segments) {
      segment.channel().close();
    }
  }
}
