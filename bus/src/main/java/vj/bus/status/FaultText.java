package vj.bus.status;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// What went wrong, for people. The JDK's message for the commonest faults of files is their path
/// and nothing else. Stateless.
public final class FaultText {

  private FaultText() {}

  /// `FILE: reason` for a fault of a file, else the fault's own words.
  public static String of(IOException fault) {
    return switch (fault) {
      case NoSuchFileException file -> text(file, "no such file or directory");
      case AccessDeniedException file -> text(file, "permission denied");
      case FileAlreadyExistsException file -> text(file, "exists already");
      case NotDirectoryException file -> text(file, "not a directory");
      case DirectoryNotEmptyException file -> text(file, "directory not empty");
      case FileSystemException file -> text(file, "cannot be used");
      default -> {
        String message = fault.getMessage();
        yield message == null || message.isBlank() ? fault.getClass().getSimpleName() : message;
      }
    };
  }

  private static String text(FileSystemException fault, String usual) {
    String file = fault.getFile();
    String other = fault.getOtherFile();
    String reason = fault.getReason();
    return (file == null ? "file" : file)
        + (other == null ? "" : " -> " + other)
        + ": "
        + (reason == null || reason.isBlank() ? usual : reason);
  }
}
