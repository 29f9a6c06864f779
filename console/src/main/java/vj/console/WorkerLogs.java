package vj.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import vj.bus.control.WorkerName;
import vj.bus.worker.Directories;

/// The log file of a worker that `vj up` runs, and the lines that have come since the last look.
/// One thread.
final class WorkerLogs {

  /// What one look takes at most; the next one goes on from there.
  private static final int LOOK = 64 << 10;

  /// A line that does not end is shown in pieces of this size.
  private static final int LONGEST_LINE = 8 << 10;

  private final Path file;
  private long seen;

  private WorkerLogs(Path file) {
    this.file = file;
  }

  static Path directory(Map<String, String> environment) {
    return Directories.locate(environment).state().resolve("logs");
  }

  /// A fresh file; that of the run before stays beside it as `NAME.log.1`.
  static WorkerLogs fresh(Path directory, WorkerName name) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(name.shortName() + ".log");
    if (Files.exists(file)) {
      Path before = directory.resolve(name.shortName() + ".log.1");
      Files.move(file, before, StandardCopyOption.REPLACE_EXISTING);
    }
    return new WorkerLogs(file);
  }

  Path file() {
    return file;
  }

  List<String> newLines() throws IOException {
    if (!Files.exists(file) || Files.size(file) <= seen) {
      return List.of();
    }
    ByteBuffer look = ByteBuffer.allocate(LOOK);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(seen).read(look);
    }
    look.flip();
    // Whole characters only: what follows the last line's end is read again with its rest.
    int end = look.limit();
    while (end > 0 && look.get(end - 1) != '\n') {
      end--;
    }
    if (end == 0 && look.limit() < LONGEST_LINE) {
      return List.of();
    }
    int taken = end == 0 ? look.limit() : end;
    seen += taken;
    String text = new String(look.array(), 0, taken, StandardCharsets.UTF_8);
    return text.lines().toList();
  }
}
