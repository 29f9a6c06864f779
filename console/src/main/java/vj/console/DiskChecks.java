package vj.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vj.bus.status.FaultText;
import vj.bus.worker.Directories;

/// Room for configuration, takes and caches.
record DiskChecks(Shell shell) {

  /// A recording of a night, with room to spare; below this a worker may soon fail to save.
  private static final long LEAST_BYTES = 200L << 20;

  List<Finding> findings() {
    Directories directories = Directories.locate(shell.environment());
    return List.of(
        room("configuration directory", directories.config()),
        room("state directory", directories.state()),
        room("cache directory", directories.cache()));
  }

  private static Finding room(String subject, Path directory) {
    Path existing = directory;
    while (!Files.exists(existing)) {
      Path parent = existing.getParent();
      if (parent == null) {
        return Finding.fail(subject, "no such path: " + directory, "mkdir -p " + directory);
      }
      existing = parent;
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return Finding.fail(
          subject, "cannot be written: " + existing, "ls -ld " + existing + "; chmod u+rwx it");
    }
    try {
      long free = Files.getFileStore(existing).getUsableSpace();
      String found = "%s, %d MB free".formatted(directory, free >> 20);
      return free < LEAST_BYTES
          ? Finding.warn(subject, found, "make room on that disk")
          : Finding.ok(subject, found);
    } catch (IOException e) {
      return Finding.warn(
          subject, "cannot tell how much is free: " + FaultText.of(e), "df " + existing);
    }
  }
}
