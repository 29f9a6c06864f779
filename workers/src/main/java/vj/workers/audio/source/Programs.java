package vj.workers.audio.source;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Other programs that do part of the work: where they are, and what they are started with.
///
/// @param environment of this process, or a test's own
record Programs(Map<String, String> environment) {

  /// Looked into after PATH: the init system's may be empty.
  private static final List<String> USUAL = List.of("/usr/bin", "/usr/local/bin", "/bin");

  /// A list of devices takes some 2 kB each.
  private static final int MOST_OUTPUT = 4 << 20;

  private static final int POLL_MILLIS = 2;

  Programs {
    environment = Map.copyOf(environment);
  }

  /// Only absolute directories count: the others depend on where we were started.
  Optional<Path> find(String name) {
    String path = environment.getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), USUAL.stream())
        .map(directory -> Path.of(directory).resolve(name))
        .filter(file -> file.isAbsolute() && Files.isExecutable(file) && Files.isRegularFile(file))
        .findFirst();
  }

  /// Messages and numbers come in the one language that we can read: pactl writes `0,5` into its
  /// JSON where people do.
  ProcessBuilder builder(Path program, List<String> arguments) {
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.command().addAll(arguments);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("LANGUAGE");
    return builder;
  }

  /// Runs a program that answers and ends.
  ///
  /// @return what it printed; empty if it failed or did not end in time
  Optional<byte[]> output(Path program, List<String> arguments, Duration limit)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        builder(program, arguments).redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      long start = System.nanoTime();
      // available() and not read(): a program that hangs must not take us with it.
      while (System.nanoTime() - start < limit.toNanos() && printed.size() < MOST_OUTPUT) {
        boolean ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        for (int ready = out.available(); ready > 0; ready = out.available()) {
          printed.write(out.readNBytes(ready));
        }
        if (ended) {
          return process.exitValue() == 0 ? Optional.of(printed.toByteArray()) : Optional.empty();
        }
      }
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }
}
