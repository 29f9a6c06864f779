package vj.workers.oscdebugger.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/// Writes a file of records. What is written is with the system, safe from kill -9, 250 ms later if
/// [#turn] is called at least ten times a second; [#force] brings it to the disk, safe from a power
/// cut. One thread, but for `force`, which any thread may call.
///
/// After an [IOException], which names the file, there is nothing to do but to close: what was
/// written before can be read.
public final class RecordWriter implements AutoCloseable {

  /// A quarter of the second that may be lost.
  private static final long LONGEST_WAIT_NANOS = Duration.ofMillis(250).toNanos();

  /// At least one record of the longest kind, and far more of those there are.
  private static final int BUFFER_BYTES = 128 << 10;

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;
  private final FileChannel channel;
  private final LongSupplier nanos;
  private final RecordEncoder encoder = new RecordEncoder();

  /// On the heap: a recorder begins a file each 30 s, and direct memory goes only when the old
  /// generation is collected, which a quiet worker does once in hours.
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  private long written;
  private long flushedNanos;

  RecordWriter(Path file, FileChannel channel, LongSupplier nanos) {
    this.file = file;
    this.channel = channel;
    this.nanos = nanos;
  }

  /// Makes the file, which only its owner may read. Where its header cannot be written there is no
  /// file afterwards.
  ///
  /// @param startMillis what the nanoseconds of its datagrams count from, since 1970
  /// @param nanos the monotonic clock
  /// @throws java.nio.file.FileAlreadyExistsException if there is one of that name
  public static RecordWriter create(Path file, long startMillis, LongSupplier nanos)
      throws IOException {
    FileChannel channel = FileChannel.open(file, NEW, OWNER_ONLY);
    var writer = new RecordWriter(file, channel, nanos);
    try {
      writer.begin(startMillis);
    } catch (IOException e) {
      writer.close();
      Files.deleteIfExists(file); // or its name would be taken for nothing
      throw e;
    }
    return writer;
  }

  void begin(long startMillis) throws IOException {
    RecordEncoder.header(startMillis, buffer);
    flush();
  }

  /// Names of more than 255 bytes and texts of more than 32 KiB are cut.
  public void write(Recorded recorded) throws IOException {
    if (buffer.remaining() < RecordEncoder.MOST_BYTES) {
      flush();
    }
    encoder.record(recorded, buffer);
    turn();
  }

  /// Hands what has waited long enough to the system.
  public void turn() throws IOException {
    if (nanos.getAsLong() - flushedNanos >= LONGEST_WAIT_NANOS) {
      flush();
    }
  }

  /// Hands everything to the system.
  public void flush() throws IOException {
    flushedNanos = nanos.getAsLong();
    buffer.flip();
    try {
      while (buffer.hasRemaining()) {
        written += channel.write(buffer);
      }
    } catch (IOException e) {
      throw new IOException("cannot write %s: %s".formatted(file, e.getMessage()), e);
    } finally {
      buffer.compact();
    }
  }

  /// Waits until what was flushed is on the disk, which may take seconds.
  public void force() throws IOException {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw new IOException("cannot write %s to its disk: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// How long the file is, with what has not been flushed yet.
  public long bytes() {
    return written + buffer.position();
  }

  /// Flushes nothing: call [#flush] or fail before.
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
