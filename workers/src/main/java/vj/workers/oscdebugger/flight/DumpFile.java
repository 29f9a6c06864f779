package vj.workers.oscdebugger.flight;

import java.io.BufferedWriter;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import vj.bus.control.Json;

/// A new file of JSON objects, one a line, compressed if its name ends in `.gz`. It is there when
/// it is complete; until then it is `FILE.part`. One thread.
final class DumpFile implements AutoCloseable {

  private static final int BUFFER = 1 << 15;

  private final Path target;
  private final Path part;
  private final Writer out;
  private final CharArrayWriter line = new CharArrayWriter();
  private boolean complete;

  private DumpFile(Path target, Path part, Writer out) {
    this.target = target;
    this.part = part;
    this.out = out;
  }

  /// @throws IOException when it is there already, or another dump is writing it
  static DumpFile create(Path target) throws IOException {
    refuseToReplace(target);
    Path part = target.resolveSibling(Segments.name(target) + ".part");
    FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new IOException(part + " is being written by another dump");
      }
      channel.truncate(0); // what one that was killed has left
      return new DumpFile(target, part, writer(Channels.newOutputStream(channel), target));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static void refuseToReplace(Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
  }

  private static Writer writer(OutputStream to, Path target) throws IOException {
    boolean compressed = Segments.name(target).endsWith(".gz");
    OutputStream bytes = compressed ? new GZIPOutputStream(to, BUFFER) : to;
    return new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), BUFFER);
  }

  void write(Map<String, ?> object) throws IOException {
    line.reset();
    Json.append(object, line);
    line.append('\n');
    line.writeTo(out);
  }

  void complete() throws IOException {
    out.close();
    refuseToReplace(target);
    Files.move(part, target);
    complete = true;
  }

  /// Removes what was not completed.
  @Override
  public void close() throws IOException {
    if (!complete) {
      try (out) {
        Files.deleteIfExists(part);
      }
    }
  }
}
