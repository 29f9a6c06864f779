package vj.bus.status;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// A program of the system, run for its output, bounded in time and output. Any thread.
///
/// @param path the executable
/// @param environment all that the program sees
public record Program(Path path, Map<String, String> environment) {

  /// More than any program asked here has to say.
  private static final int OUTPUT_LIMIT = 4 << 20;

  /// A program that was killed, or whose own child holds the pipe open, must not hold us.
  private static final Duration DRAIN_LIMIT = Duration.ofMillis(500);

  public Program {
    environment = Map.copyOf(environment);
  }

  /// @param out what it printed, UTF-8
  public record Outcome(int exit, String out, String err) {}

  /// Looks `name` up on the environment's own `PATH`: `ProcessBuilder` would take this process's.
  public static Optional<Program> find(String name, Map<String, String> environment) {
    for (String directory : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
      Path candidate = Path.of(directory.isEmpty() ? "." : directory, name);
      if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
        return Optional.of(new Program(candidate, environment));
      }
    }
    return Optional.empty();
  }

  /// The same without what a service manager tells its own processes, and which a terminal that was
  /// itself started as a service hands down: a child would log and notify in our unit's name.
  public Program outsideUnits() {
    Map<String, String> rest = new HashMap<>(environment);
    rest.keySet()
        .removeAll(List.of("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "JOURNAL_STREAM"));
    return new Program(path, rest);
  }

  /// @throws IOException also when it has not ended after `limit`; it is then killed
  public Outcome run(Duration limit, List<String> arguments) throws IOException {
    Process process = start(arguments);
    process.getOutputStream().close();
    FutureTask<String> out = reading(process.getInputStream(), "out");
    FutureTask<String> err = reading(process.getErrorStream(), "err");
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "%s did not end within %d ms".formatted(path.getFileName(), limit.toMillis()));
      }
      return new Outcome(process.exitValue(), text(out), text(err));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + path.getFileName() + " ran");
    } finally {
      process.destroyForcibly();
    }
  }

  /// Runs it without input for as long as it goes, and hands on each line when it comes: what it
  /// says may be for a person to act on. An interrupt ends it.
  ///
  /// @param out called on a thread of its own; so is `err`
  /// @return how it ended
  public int follow(List<String> arguments, Consumer<String> out, Consumer<String> err)
      throws IOException, InterruptedException {
    Process process = start(arguments);
    process.getOutputStream().close();
    try {
      List<Thread> readers =
          List.of(
              lines(process.inputReader(StandardCharsets.UTF_8), "out", out),
              lines(process.errorReader(StandardCharsets.UTF_8), "err", err));
      int exit = process.waitFor();
      for (Thread reader : readers) {
        reader.join(DRAIN_LIMIT);
      }
      return exit;
    } finally {
      process.destroy();
    }
  }

  /// Runs it without input for as long as it goes, and pours all that it prints into `to`, however
  /// much that is. It is ended when `to` takes no more, or by an interrupt.
  ///
  /// @param to written to by a thread of its own; not closed
  /// @param err as of [#follow]
  /// @return how it ended
  /// @throws IOException also what `to` threw
  public int pour(List<String> arguments, Writer to, Consumer<String> err)
      throws IOException, InterruptedException {
    Process process = start(arguments);
    process.getOutputStream().close();
    try {
      BufferedReader from = process.inputReader(StandardCharsets.UTF_8);
      FutureTask<Long> pouring = new FutureTask<>(() -> from.transferTo(to));
      Thread.ofPlatform().daemon().name(path.getFileName() + "-out").start(pouring);
      Thread errors = lines(process.errorReader(StandardCharsets.UTF_8), "err", err);
      pouring.get();
      int exit = process.waitFor();
      errors.join(DRAIN_LIMIT);
      return exit;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException fault
          ? fault
          : new IOException("output could not be passed on: " + e.getCause(), e.getCause());
    } finally {
      process.destroy();
    }
  }

  private Thread lines(BufferedReader from, String what, Consumer<String> to) {
    Runnable reading =
        () -> {
          try (from) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
              to.accept(line);
            }
          } catch (IOException _) {
            // the program is gone, and its pipe with it
          }
        };
    return Thread.ofPlatform().daemon().name(path.getFileName() + "-" + what).start(reading);
  }

  /// Starts it without input, its output appended to `log`: a file takes it whether or not anybody
  /// looks, and a pipe that nobody empties would stop the program. The caller owns the process.
  public Process start(List<String> arguments, Path log) throws IOException {
    return builder(arguments)
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /// The caller owns the process and its pipes.
  Process start(List<String> arguments) throws IOException {
    return builder(arguments).start();
  }

  private ProcessBuilder builder(List<String> arguments) {
    List<String> command = new ArrayList<>(arguments.size() + 1);
    command.add(path.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  private FutureTask<String> reading(InputStream stream, String what) {
    FutureTask<String> task =
        new FutureTask<>(() -> new String(stream.readNBytes(OUTPUT_LIMIT), StandardCharsets.UTF_8));
    Thread thread = new Thread(task, path.getFileName() + "-" + what);
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  private static String text(FutureTask<String> reading) throws IOException, InterruptedException {
    try {
      return reading.get(DRAIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("output could not be read: " + e.getCause(), e.getCause());
    } catch (TimeoutException _) {
      throw new IOException("output did not end with the program");
    }
  }
}
