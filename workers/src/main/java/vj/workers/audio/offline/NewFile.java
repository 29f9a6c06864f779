package vj.workers.audio.offline;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A text file that is there when it is complete, and not before: what failed leaves the old one.
/// What is no ordinary file (`/dev/stdout`) is written as it comes.
final class NewFile implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(NewFile.class);

  private final Path target;
  private final Path written;
  private final Writer writer;

  private NewFile(Path target, Path written) throws IOException {
    this.target = target;
    this.written = written;
    this.writer = new BufferedWriter(Files.newBufferedWriter(written), 1 << 15);
  }

  static NewFile create(Path target) throws IOException {
    boolean ordinary = !Files.exists(target) || Files.isRegularFile(target);
    return new NewFile(
        target, ordinary ? target.resolveSibling("." + target.getFileName() + ".new") : target);
  }

  Writer writer() {
    return writer;
  }

  void complete() throws IOException {
    writer.close();
    if (!written.equals(target)) {
      Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Removes what was not completed.
  @Override
  public void close() {
    try {
      writer.close();
      if (!written.equals(target)) {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      log.warn("{} may be left behind: {}", written, e.toString());
    }
  }
}
