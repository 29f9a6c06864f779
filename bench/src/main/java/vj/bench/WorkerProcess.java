package vj.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vj.bus.control.ControlClient;

/// A real `vj-worker audio` from the image, with directories of its own, for one measurement.
final class WorkerProcess implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path base;
  private final Process process;
  private final long startedNanos;

  /// @param sets `KEY=VALUE`
  WorkerProcess(Path image, String... sets) throws IOException {
    base = Files.createTempDirectory(Path.of("/tmp"), "vjbench");
    List<String> command = new ArrayList<>();
    command.add(image.resolve("bin/vj-worker").toString());
    command.add("audio");
    for (String set : sets) {
      command.add("--set");
      command.add(set);
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(base.resolve("log").toFile());
    builder.environment().put("VJ_BUS_DIR", base.resolve("bus").toString());
    builder.environment().put("VJ_CONFIG_DIR", base.resolve("config").toString());
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

  long pid() {
    return process.pid();
  }

  long startedNanos() {
    return startedNanos;
  }

  Path socket() {
    return base.resolve("bus/audio_analyzer.sock");
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
    throw new IOException("no worker:\n" + Files.readString(base.resolve("log")));
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
    try (Stream<Path> files = Files.walk(base)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
