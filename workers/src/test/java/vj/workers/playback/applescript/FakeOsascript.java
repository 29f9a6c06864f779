package vj.workers.playback.applescript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Stands for `osascript`: a shell script that does what a test wants the next call to do, and
/// counts its calls.
final class FakeOsascript {

  private final Path folder;
  private final Path program;

  private FakeOsascript(Path folder, Path program) {
    this.folder = folder;
    this.program = program;
  }

  static FakeOsascript in(Path folder) throws IOException {
    Path program = folder.resolve("osascript");
    Files.writeString(
        program,
        """
        #!/bin/sh
        echo "$$" >> '%1$s/calls'
        printf '%%s' "$2" > '%1$s/asked'
        . '%1$s/does'
        """
            .formatted(folder));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    var fake = new FakeOsascript(folder, program);
    fake.prints("");
    return fake;
  }

  Path program() {
    return program;
  }

  /// @param shell what it does from the next call on
  void does(String shell) throws IOException {
    Path next = folder.resolve("next");
    Files.writeString(next, shell);
    Files.move(next, folder.resolve("does"), StandardCopyOption.ATOMIC_MOVE);
  }

  void prints(String text) throws IOException {
    Path next = folder.resolve("next");
    Files.writeString(next, text);
    Files.move(next, folder.resolve("text"), StandardCopyOption.ATOMIC_MOVE);
    does("cat '%s/text'".formatted(folder));
  }

  /// The process ids of all calls so far.
  long[] calls() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls)
        ? Files.readAllLines(calls).stream().mapToLong(Long::parseLong).toArray()
        : new long[0];
  }

  /// The script of the last call.
  String asked() throws IOException {
    return Files.readString(folder.resolve("asked"));
  }
}
