package vj.workers.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Connection;
import vj.bus.control.Message.Command;
import vj.bus.control.NobodyThere;
import vj.bus.control.SocketDirectory;
import vj.bus.telemetry.RecordingTelemetry;
import vj.bus.worker.FakeContext;
import vj.bus.worker.WorkerContext.WorkerDesk;
import vj.workers.status.StatusWorker.Ground;

/// The whole worker on a thread, with a bus directory of its own, an init system that the test
/// scripts, and what it sends recorded.
final class StatusRig implements AutoCloseable {

  final ScriptedServices services;
  final RecordingTelemetry osc = new RecordingTelemetry();
  final FakeContext context;
  final SocketDirectory directory;
  final Path root;
  private final Map<String, Object> settings = new HashMap<>();
  private Thread thread = new Thread();

  StatusRig(ScriptedServices services, Map<String, ?> settings) throws Exception {
    this.services = services;
    this.root = Files.createTempDirectory(Path.of("/tmp"), "vj");
    this.directory = SocketDirectory.locate(Map.of("VJ_BUS_DIR", root.resolve("bus").toString()));
    directory.prepare();
    this.settings.putAll(settings);
    this.context = new FakeContext(osc, StatusSettings.ALL, this.settings);
    run();
  }

  private void run() throws InterruptedException {
    var worker =
        new StatusWorker(
            new Ground(
                directory,
                root.resolve("state/status.json"),
                services,
                System::nanoTime,
                InstantSource.system()));
    thread =
        Thread.ofPlatform()
            .name("rig-main")
            .start(() -> {
              try {
                worker.run(context);
              } catch (InterruptedException _) {
                // told to stop
              }
            });
    if (!context.ready.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not ready");
    }
  }

  /// As if the process had been killed and started anew.
  void restart() throws InterruptedException {
    end();
    run();
  }

  private void end() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  void configure(String key, Object value) {
    settings.put(key, value);
    context.configure(settings);
  }

  WorkerDesk desk() {
    return Objects.requireNonNull(context.desk);
  }

  Answer command(String name, Map<String, ?> fields) {
    return command(name, fields, new NobodyThere());
  }

  Answer command(String name, Map<String, ?> fields, Connection connection) {
    return desk().commands().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .action()
        .answer(new Command("1", name, new LinkedHashMap<>(fields)), connection);
  }

  Map<String, @Nullable Object> state() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    desk().state(data);
    return data;
  }

  /// One worker in `get_state`.
  Map<?, ?> worker(String name) {
    return state().get("workers") instanceof Map<?, ?> all && all.get(name) instanceof Map<?, ?> one
        ? one
        : Map.of();
  }

  void awaitHealth(String worker, String health) {
    await(() -> health.equals(worker(worker).get("health")));
  }

  void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(condition);
  }

  @Override
  public void close() throws IOException {
    try {
      end();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
