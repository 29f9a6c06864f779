package vj.workers.playback.applescript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Runs a script with macOS' `osascript`.
///
/// @param program where that is
/// @param limit for one script: a player that takes longer hangs, and the script with it
record Osascript(Path program, Duration limit) {

  /// Far more than a few names. One that prints more than a pipe holds is ended by the limit.
  private static final int MOST_OUTPUT = 64 * 1024;

  /// How a script has ended.
  sealed interface Outcome {

    record Printed(String text) implements Outcome {}

    /// Not within the limit.
    record Hung(String why) implements Outcome {}

    /// With an error.
    record Failed(String why) implements Outcome {}
  }

  /// Waits until the script has ended, within a bound; nothing of it is left behind.
  ///
  /// @throws IOException when there is no such program
  Outcome run(String script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(program.toString(), "-e", script).start();
    try (InputStream printed = process.getInputStream();
        InputStream errors = process.getErrorStream()) {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Outcome.Hung(
            "it has not answered osascript for %d ms".formatted(limit.toMillis()));
      }
      String text = waiting(printed);
      return process.exitValue() == 0
          ? new Outcome.Printed(text)
          : new Outcome.Failed(
              "osascript has failed with %d: %s".formatted(process.exitValue(), waiting(errors)));
    } finally {
      process.destroyForcibly();
    }
  }

  /// What there is, without waiting for the end: a child of the program may hold the pipe open.
  private static String waiting(InputStream stream) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int ready = stream.available();
        ready > 0 && bytes.size() < MOST_OUTPUT;
        ready = stream.available()) {
      bytes.write(stream.readNBytes(Math.min(ready, MOST_OUTPUT - bytes.size())));
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }
}
