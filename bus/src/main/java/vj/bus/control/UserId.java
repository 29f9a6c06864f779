package vj.bus.control;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A numeric user id, as the kernel knows it.
public record UserId(long value) {

  private static final Path PROC_SELF = Path.of("/proc/self");

  /// The user this process runs as. Needs no native library, which matters before READY.
  public static UserId own() {
    try {
      // /proc/self exists on Linux alone; UnixSystem drags the security providers in.
      return Files.exists(PROC_SELF) ? owner(PROC_SELF) : new UserId(new UnixSystem().getUid());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tell the own user id", e);
    }
  }

  static UserId owner(Path file) throws IOException {
    return new UserId(((Number) Files.getAttribute(file, "unix:uid")).longValue());
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
