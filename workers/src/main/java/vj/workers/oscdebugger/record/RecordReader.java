package vj.workers.oscdebugger.record;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/// Reads a file of records from its beginning, or from a place that is known, and follows one that
/// is being written. What is damaged is passed over and counted, never an exception: a record whose
/// checksum is wrong costs that record, a length that cannot be costs all that comes after it. One
/// thread.
public final class RecordReader implements AutoCloseable {

  /// Hundreds of the usual records; grows for a long one.
  private static final int BUFFER_BYTES = 16 << 10;

  private final FileChannel channel;
  private final boolean shared;
  private final long startMillis;
  private final RecordDecoder decoder = new RecordDecoder();
  private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private long readTo = RecordFormat.HEADER_BYTES;
  private long position = RecordFormat.HEADER_BYTES;
  private long damaged;
  private boolean astray;
  private boolean ended;

  private RecordReader(FileChannel channel, boolean shared, long startMillis) {
    this.channel = channel;
    this.shared = shared;
    this.startMillis = startMillis;
  }

  /// @throws IOException when it cannot be read, or is no such file
  public static RecordReader open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new RecordReader(channel, false, startMillis(file, channel));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Reads a file that is open already; several may, and none closes it.
  ///
  /// @param file for messages
  /// @throws IOException when it cannot be read, or is no such file
  public static RecordReader sharing(Path file, FileChannel channel) throws IOException {
    return new RecordReader(channel, true, startMillis(file, channel));
  }

  private static long startMillis(Path file, FileChannel channel) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(RecordFormat.HEADER_BYTES);
    while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {
      // to the end of the header, or of the file
    }
    int magic = RecordFormat.MAGIC.length;
    if (header.hasRemaining()
        || !Arrays.equals(header.array(), 0, magic, RecordFormat.MAGIC, 0, magic)) {
      throw new IOException(file + " is not a recording");
    }
    int version = header.get(magic);
    if (version != RecordFormat.VERSION) {
      throw new IOException(
          "%s is a recording of version %d, not %d".formatted(file, version, RecordFormat.VERSION));
    }
    int checked = RecordFormat.HEADER_BYTES - Integer.BYTES;
    if (header.getInt(checked) != RecordFormat.checksum(header, 0, checked)) {
      throw new IOException(file + " is a recording whose beginning is damaged");
    }
    return header.getLong(magic + 1);
  }

  /// When the recording began, since 1970.
  public long startMillis() {
    return startMillis;
  }

  /// Where in the file the next record begins.
  public long position() {
    return position;
  }

  /// Goes on at a place that [#position] told, of this file. A datagram there keeps its sender's
  /// name if this reader has come by where the name stands.
  public void readFrom(long place) {
    position = place;
    readTo = place;
    ended = false;
    astray = false;
    buffer.clear().limit(0);
  }

  /// The next whole record; empty at the end of what is written, and again until there is more.
  public Optional<Recorded> next() throws IOException {
    while (fill(RecordFormat.PREFIX_BYTES)) {
      int length = buffer.getInt(buffer.position());
      if (length < 1 || length > RecordFormat.LONGEST_BODY) {
        astray = true;
        return Optional.empty(); // nobody knows where the next one begins
      }
      int whole = RecordFormat.PREFIX_BYTES + length;
      if (!fill(whole)) {
        return Optional.empty();
      }
      Optional<Recorded> recorded = take(length);
      position += whole;
      if (recorded.isPresent()) {
        ended = recorded.get() instanceof Recorded.End;
        return recorded;
      }
    }
    return Optional.empty();
  }

  /// Takes the record that is in the buffer.
  private Optional<Recorded> take(int length) {
    int body = buffer.position() + RecordFormat.PREFIX_BYTES;
    int checksum = buffer.getInt(body - Integer.BYTES);
    buffer.position(body + length);
    if (checksum != RecordFormat.checksum(buffer, body, body + length)) {
      damaged += RecordFormat.PREFIX_BYTES + length;
      return Optional.empty();
    }
    try {
      return decoder.record(buffer.slice(body, length));
    } catch (BufferUnderflowException tooShortForItsKind) {
      damaged += RecordFormat.PREFIX_BYTES + length;
      return Optional.empty();
    }
  }

  /// Has so many bytes in the buffer, or says that they are not there.
  private boolean fill(int bytes) throws IOException {
    if (buffer.remaining() >= bytes) {
      return true;
    }
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocate(bytes).put(buffer);
    } else {
      buffer.compact();
    }
    int read = 0;
    while (read >= 0 && buffer.position() < bytes) {
      read = channel.read(buffer, readTo);
      readTo += Math.max(0, read);
    }
    buffer.flip();
    return buffer.remaining() >= bytes;
  }

  /// Bytes that were damaged, without what may be a record that is just being written.
  public long damaged() throws IOException {
    return astray ? lost() : damaged;
  }

  /// Bytes that were damaged, and those after the last whole record. Of a file that is still
  /// written, the latter may yet become one.
  public long lost() throws IOException {
    return damaged + Math.max(0, channel.size() - position);
  }

  /// Whether what was read last is the end of a file that was ended in order.
  public boolean ended() {
    return ended;
  }

  /// Whether the file was ended in order, and all of it was read and whole.
  public boolean complete() throws IOException {
    return ended && lost() == 0;
  }

  /// The end record of a file without reading what is before it; empty if it was not ended.
  public Optional<Recorded.End> end() throws IOException {
    ByteBuffer last = ByteBuffer.allocate(RecordFormat.PREFIX_BYTES + RecordFormat.END_BYTES);
    long from = channel.size() - last.capacity();
    if (from < RecordFormat.HEADER_BYTES) {
      return Optional.empty();
    }
    while (last.hasRemaining() && channel.read(last, from + last.position()) >= 0) {
      // to the end of the record
    }
    int body = RecordFormat.PREFIX_BYTES;
    if (last.hasRemaining()
        || last.getInt(0) != RecordFormat.END_BYTES
        || last.get(body) != RecordFormat.END
        || last.getInt(Integer.BYTES) != RecordFormat.checksum(last, body, last.capacity())) {
      return Optional.empty();
    }
    Optional<Recorded> end = new RecordDecoder().record(last.position(body));
    return end.map(recorded -> (Recorded.End) recorded);
  }

  @Override
  public void close() throws IOException {
    if (!shared) {
      channel.close();
    }
  }
}
