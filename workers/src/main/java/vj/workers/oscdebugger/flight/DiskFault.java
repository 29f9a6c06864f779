package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import vj.bus.status.FaultText;

/// Why the recorder cannot write at the moment, if it cannot, and when to try again. One thread.
final class DiskFault {

  static final Duration RETRY = Duration.ofSeconds(2);

  private final Path directory;
  private String text = "";
  private long firstNanos;
  private long lastNanos;

  DiskFault(Path directory) {
    this.directory = directory;
  }

  boolean isOver() {
    return text.isEmpty();
  }

  boolean mayTry(long now) {
    return isOver() || now - lastNanos >= RETRY.toNanos();
  }

  void failed(IOException fault, long now) {
    if (isOver()) {
      firstNanos = now;
    }
    lastNanos = now;
    text = "cannot write to %s: %s".formatted(directory, reason(fault));
  }

  void over() {
    text = "";
  }

  /// Empty if there is none. The same cause is the same text.
  String text() {
    return text;
  }

  /// How long it has lasted, for people.
  String pause(long now) {
    return "nothing was written for %.1f s: %s".formatted((now - firstNanos) / 1e9, text);
  }

  /// Without the file's name, which is another one each time.
  private static String reason(IOException fault) {
    IOException cause = fault.getCause() instanceof IOException deeper ? deeper : fault;
    String text = FaultText.of(cause);
    return cause instanceof FileSystemException of && text.startsWith(of.getFile() + ": ")
        ? text.substring(of.getFile().length() + 2)
        : text;
  }
}
