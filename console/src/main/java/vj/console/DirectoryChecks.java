package vj.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vj.bus.worker.Directories;

/// Configuration, takes, tokens and caches: whether there is room, and whose they are.
record DirectoryChecks(Shell shell) {

  /// A recording of a night, with room to spare; below this a worker may soon fail to save.
  private static final long LEAST_BYTES = 200L << 20;

  /// A directory with more is looked at in part: nobody reads more names than these either.
  private static final int MOST_FILES = 1_000;

  private static final Set<PosixFilePermission> CHANGED_BY_OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private static final Set<PosixFilePermission> SEEN_BY_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  List<Finding> findings() throws IOException {
    Directories directories = Directories.locate(shell.environment());
    List<Finding> findings = new ArrayList<>();
    findings.addAll(directory("configuration directory", directories.config()));
    findings.addAll(directory("state directory", directories.state()));
    findings.addAll(directory("cache directory", directories.cache()));
    findings.addAll(secrets(directories.state()));
    return findings;
  }

  private static List<Finding> directory(String subject, Path directory) throws IOException {
    Path existing = directory;
    while (!Files.exists(existing)) {
      Path parent = existing.getParent();
      if (parent == null) {
        return List.of(
            Finding.fail(subject, "no such path: " + directory, "mkdir -p " + directory));
      }
      existing = parent;
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return List.of(
          Finding.fail(
              subject,
              "cannot be written: " + existing,
              "ls -ld " + existing + "; chmod u+rwx it"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(room(subject, directory, existing));
    if (existing.equals(directory)) {
      openToOthers(subject, directory).ifPresent(findings::add);
      foreign(subject, directory).ifPresent(findings::add);
    }
    return findings;
  }

  private static Finding room(String subject, Path directory, Path existing) throws IOException {
    long free = Files.getFileStore(existing).getUsableSpace();
    String found = "%s, %d MB free".formatted(directory, free >> 20);
    return free < LEAST_BYTES
        ? Finding.warn(subject, found + ": soon nothing can be saved", "make room on that disk")
        : Finding.ok(subject, found);
  }

  private static Optional<Finding> openToOthers(String subject, Path directory) throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(directory);
    return mode.stream().anyMatch(CHANGED_BY_OTHERS::contains)
        ? Optional.of(
            Finding.warn(
                subject,
                "others may change what is in it: %s is %s"
                    .formatted(directory, PosixFilePermissions.toString(mode)),
                "chmod go-w " + directory))
        : Optional.empty();
  }

  /// What a run with sudo leaves behind.
  private static Optional<Finding> foreign(String subject, Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : files(directory)) {
      if (!Files.isReadable(file) || !Files.isWritable(file)) {
        names.add(String.valueOf(file.getFileName()));
      }
    }
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.fail(
                subject,
                "not yours to read and write: " + String.join(", ", names),
                "sudo chown -R \"$USER\" %s; chmod -R u+rw %s".formatted(directory, directory)));
  }

  private static List<Finding> secrets(Path state) throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (String name : List.of(CredentialChecks.SPOTIFY_FILE, CredentialChecks.OPENAI_FILE)) {
      Path file = state.resolve(name);
      if (Files.exists(file)) {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        String subject = "secret " + name;
        findings.add(
            mode.stream().anyMatch(SEEN_BY_OTHERS::contains)
                ? Finding.fail(
                    subject,
                    "others can read it: it is %s".formatted(PosixFilePermissions.toString(mode)),
                    "chmod 600 " + file)
                : Finding.ok(subject, "yours alone"));
      }
    }
    return findings;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> listed = Files.list(directory)) {
      return listed.limit(MOST_FILES).toList();
    } catch (UncheckedIOException e) {
      throw new IOException(directory + ": cannot be listed", e);
    }
  }
}
