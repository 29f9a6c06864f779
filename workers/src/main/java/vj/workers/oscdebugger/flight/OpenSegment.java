package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.workers.oscdebugger.Captured;
import vj.workers.oscdebugger.record.RecordWriter;
import vj.workers.oscdebugger.record.Recorded;

/// The segment that is being written. One thread.
final class OpenSegment {

  private static final Logger log = LoggerFactory.getLogger(OpenSegment.class);

  /// What a record may take beside its text or datagram: its sender told first, names, times.
  private static final int AROUND = 1_024;

  private final Path file;
  private final RecordWriter writer;
  private final long startNanos;
  private long datagrams;
  private long datagramBytes;
  private boolean flushed;

  private OpenSegment(Path file, RecordWriter writer, long startNanos) {
    this.file = file;
    this.writer = writer;
    this.startNanos = startNanos;
  }

  /// @param file is not there yet, and is not left behind empty
  /// @param startMillis the wall time of `startNanos`
  static OpenSegment create(Path file, long startMillis, long startNanos, LongSupplier nanos)
      throws IOException {
    return new OpenSegment(file, RecordWriter.create(file, startMillis, nanos), startNanos);
  }

  /// The most that a record of a text or datagram of so many bytes adds to the file.
  static long around(int bytes) {
    return (long) AROUND + bytes;
  }

  void put(Captured captured) throws IOException {
    writer.write(
        new Recorded.Datagram(
            captured.nanos() - startNanos, captured.sender().text(), captured.datagram()));
    datagrams++;
    datagramBytes += captured.datagram().length;
  }

  void put(Recorded note) throws IOException {
    writer.write(note);
  }

  /// Hands everything to the system.
  void flush() throws IOException {
    writer.flush();
    flushed = true;
  }

  long bytes() {
    return writer.bytes();
  }

  Duration length(long now) {
    return Duration.ofNanos(now - startNanos);
  }

  void end(long now, long missed) throws IOException {
    writer.write(new Recorded.End(now - startNanos, datagrams, datagramBytes, missed));
    writer.flush();
    writer.close();
  }

  /// After a fault. A file that never got a record is of no use to anybody.
  void abandon() {
    try {
      writer.close();
      if (!flushed) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      log.debug("{} may be left behind", file, e);
    }
  }
}
