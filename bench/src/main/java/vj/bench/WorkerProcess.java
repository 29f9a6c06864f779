package vj.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vj.bus.control.ControlClient;
import vj.bus.control.WorkerName;

/// A real `vj-worker` from the image, with directories of its own or those of the measurement.
final class WorkerProcess implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final WorkerName name;
  private final Path base;
  private final Process process;
  private final long startedNanos;

  /// The audio worker.
  ///
  /// @param sets `KEY=VALUE`
  WorkerProcess(Path image, String... sets) throws IOException {
    this(
        image,
        Files.createTempDirectory(Path.of("/tmp"), "vjbench"),
        WorkerName.AUDIO,
        Map.of(),
        List.of(sets));
  }

  /// @param base of all its directories; deleted when it ends
  /// @param environment more of it
  /// @param sets `KEY=VALUE`
  WorkerProcess(
      Path image, Path base, WorkerName name, Map<String, String> environment, List<String> sets)
      throws IOException {
    this.name = name;
    this.base = base;
    List<String> command = new ArrayList<>();
    command.add(image.resolve("bin/vj-worker").toString());
    command.add(name.shortName());
    for (String set : sets) {
      command.add("--set");
      command.add(set);
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
    for (String directory : List.of("BUS", "CONFIG", "STATE", "CACHE")) {
      builder
          .environment()
          .put(
              "VJ_%s_DIR".formatted(directory),
              base.resolve(directory.toLowerCase(Locale.ROOT)).toString());
    }
    builder.environment().putAll(environment);
    startedNanos = System.nanoTime();
    process = builder.start();
  }

  /// What to set to have everything sent to a port of this machine.
  static String target(int port) {
    return "targets=[{\"host\":\"127.0.0.1\",\"port\":%d}]".formatted(port);
  }

  /// The answer to `get_state`.
  static Map<String, ?> stateOf(ControlClient client) throws IOException {
    Map<String, ?> data = client.ask("get_state", Map.of(), LIMIT).data();
    return data == null ? Map.of() : data;
  }

  String name() {
    return name.shortName();
  }

  long pid() {
    return process.pid();
  }

  long startedNanos() {
    return startedNanos;
  }

  Path socket() {
    return base.resolve("bus").resolve(name.busName() + ".sock");
  }

  private Path log() {
    return base.resolve(name.shortName() + ".log");
  }

  /// A connection, as soon as the worker takes one.
  ControlClient connect() throws IOException, InterruptedException {
    long until = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < until && process.isAlive()) {
      if (Files.exists(socket())) {
        try {
          return ControlClient.connect(socket());
        } catch (IOException _) {
          // bound, but not listening yet
        }
      }
      TimeUnit.MICROSECONDS.sleep(200);
    }
    throw new IOException("no worker:\n" + Files.readString(log()));
  }

  /// Waits until the worker says that it runs.
  ControlClient connectWhenRunning() throws IOException, InterruptedException {
    ControlClient client = connect();
    while (true) {
      if ("running".equals(stateOf(client).get("status"))) {
        return client;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    if (Files.notExists(base)) {
      return; // shared, and the first to end has deleted it
    }
    try (Stream<Path> files = Files.walk(base)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
