package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import vj.workers.oscdebugger.record.RecordReader;
import vj.workers.oscdebugger.record.Recorded;

/// What the recorder has on disk at one moment. The segments stay open, so that those which the
/// recorder deletes meanwhile can still be read, and end where they were then. One thread.
final class Snapshot implements AutoCloseable {

  private final List<Segment> segments = new ArrayList<>();
  private final SnapshotSummary summary = new SnapshotSummary();

  private Snapshot() {}

  /// @param records how many whole ones it had
  private record Segment(Path file, FileChannel channel, long records) {}

  /// A record and its time.
  ///
  /// @param micros since 1970
  record Entry(long micros, Recorded recorded) {}

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /// @throws IOException when the directory cannot be read
  static Snapshot of(Path directory) throws IOException {
    var snapshot = new Snapshot();
    try {
      for (Segments.Kind kind : Segments.Kind.values()) {
        snapshot.add(kind, new Segments(directory, kind).files());
      }
      snapshot.summary.compare();
      return snapshot;
    } catch (IOException e) {
      snapshot.close();
      throw e;
    }
  }

  /// All are opened before the first is read, which takes its time: what becomes too old meanwhile
  /// is in here still.
  private void add(Segments.Kind kind, List<Path> files) {
    Map<Path, FileChannel> open = new LinkedHashMap<>();
    for (Path file : files) {
      try {
        open.put(file, FileChannel.open(file, StandardOpenOption.READ));
      } catch (NoSuchFileException _) {
        // it has just become too old
      } catch (IOException e) {
        summary.problems.add(
            "%s cannot be read: %s".formatted(Segments.name(file), e.getMessage()));
      }
    }
    open.forEach((file, channel) ->
        segments.add(
            new Segment(file, channel, survey(kind, file, channel, file.equals(files.getLast())))));
  }

  /// @return how many whole records there are
  private long survey(Segments.Kind kind, Path file, FileChannel channel, boolean isLatest) {
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
      summary.period(kind, first, ended);
      if (kind == Segments.Kind.OSC) { // the other has the same pauses
        summary.pause(began, ended);
      }
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

  SnapshotSummary summary() {
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
