package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import vj.workers.oscdebugger.flight.Snapshot.Entry;
import vj.workers.oscdebugger.flight.Snapshot.Strand;
import vj.workers.oscdebugger.record.RecordWriter;
import vj.workers.oscdebugger.record.Recorded;

/// Makes a take of a snapshot's OSC, so that the incident can be played again. Stateless.
final class IncidentTake {

  /// The recorder may have been off for a night between two datagrams; nobody wants to hear that.
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /// What a record takes beside its datagram, about.
  private static final long AROUND = 20;

  private IncidentTake() {}

  /// @param directory of takes; made if it is not there
  /// @param name of the file, which is there when it is complete
  /// @return how long it is, and what it holds
  /// @throws FileAlreadyExistsException if it is there already
  /// @throws IOException also when the disk would have less left than the recorder leaves to others
  static Recorded.End write(Snapshot snapshot, Path directory, String name) throws IOException {
    Path file = directory.resolve(name);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Segments.makeDirectory(directory);
    leaveRoom(directory, snapshot.summary());
    Path part = file.resolveSibling(Segments.name(file) + ".part");
    Files.deleteIfExists(part);
    try (Strand datagrams = snapshot.strand(Recorded.Datagram.class::isInstance)) {
      long start = datagrams.head().map(Entry::micros).orElse(0L);
      Recorded.End end;
      try (RecordWriter take = RecordWriter.create(part, start / 1_000, System::nanoTime)) {
        end = copy(datagrams, take, start);
      }
      Files.move(part, file);
      return end;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void leaveRoom(Path directory, SnapshotSummary summary) throws IOException {
    long free = Files.getFileStore(directory).getUsableSpace();
    long needed = summary.datagramBytes + AROUND * summary.datagrams;
    if (free - needed < FlightLimits.USUAL.spareBytes()) {
      throw new IOException(
          "no room for a take of %d MB in %s: %d MB are free, and %d are left to others"
              .formatted(
                  needed / 1_000_000,
                  directory,
                  free / 1_000_000,
                  FlightLimits.USUAL.spareBytes() / 1_000_000));
    }
  }

  private static Recorded.End copy(Strand datagrams, RecordWriter take, long start)
      throws IOException {
    long micros = start;
    long nanos = start % 1_000 * 1_000;
    long count = 0;
    long bytes = 0;
    for (Optional<Entry> next = datagrams.head(); next.isPresent(); next = datagrams.head()) {
      Recorded.Datagram datagram = (Recorded.Datagram) next.get().recorded();
      long pause = (next.get().micros() - micros) * 1_000;
      nanos += Math.clamp(pause, 0, LONGEST_PAUSE.toNanos()); // a clock may have been set back
      micros = next.get().micros();
      take.write(new Recorded.Datagram(nanos, datagram.sender(), datagram.bytes()));
      count++;
      bytes += datagram.bytes().length;
      datagrams.advance();
    }
    var end = new Recorded.End(nanos, count, bytes, 0);
    take.write(end);
    take.flush();
    take.force();
    return end;
  }
}
