package vj.workers.playback.virtualdj;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells a file from what it was: another one (inode), or changed.
///
/// @param trouble why it cannot be looked at; empty if it can
record FileStamp(@Nullable Object identity, long size, Instant modified, String trouble) {

  /// @return empty if there is no such file
  static Optional<FileStamp> of(Path path) {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      if (found.isDirectory()) {
        return Optional.empty();
      }
      return Optional.of(
          new FileStamp(
              found.fileKey(),
              found.size(),
              found.lastModifiedTime().toInstant(),
              found.isRegularFile() ? "" : "is not a regular file"));
    } catch (NoSuchFileException | NotDirectoryException _) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(new FileStamp(null, 0, Instant.EPOCH, reason(e)));
    }
  }

  /// For people, without the path, which the exceptions of files begin with.
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "may not be read (permission denied)";
      case FileSystemException file when file.getReason() != null -> file.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
