package vj.bus.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Replaces a file's content as a whole: whoever reads it, and whatever dies when, there is the old
/// content or the new one.
public final class AtomicFile {

  private static final Logger log = LoggerFactory.getLogger(AtomicFile.class);

  private static final Set<StandardOpenOption> REPLACE =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private AtomicFile() {}

  /// Creates missing directories (0700) and the file (0600). One writer at a time for each file.
  ///
  /// @throws IOException when it cannot be written; the old content is still there
  public static void write(Path file, byte[] content) throws IOException {
    // somebody who keeps the configuration elsewhere and links to it keeps the link
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path directory = target.getParent();
    if (directory == null) {
      throw new IOException("not a file's path: " + file);
    }
    Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY_DIRECTORY));
    // in the same directory, because a rename must not cross file systems; always the same name, so
    // that what a killed process left is written over by the next
    Path next = directory.resolve("." + target.getFileName() + ".new");
    try (FileChannel out = FileChannel.open(next, REPLACE, OWNER_ONLY)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    // the rename itself survives a power cut only once the directory is on disk
    try (FileChannel parent = FileChannel.open(directory, StandardOpenOption.READ)) {
      parent.force(true);
    } catch (IOException e) {
      log.warn("{} is written, but may not survive a power cut: {}", target, e.toString());
    }
  }
}
