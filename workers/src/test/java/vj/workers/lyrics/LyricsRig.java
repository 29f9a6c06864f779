package vj.workers.lyrics;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Message.Command;
import vj.bus.control.NobodyThere;
import vj.bus.control.SocketDirectory;
import vj.bus.telemetry.RecordingTelemetry;
import vj.bus.worker.FakeContext;
import vj.bus.worker.WorkerContext.WorkerDesk;

/// The whole worker on a thread, with a bus directory of its own and what it sends recorded.
final class LyricsRig implements AutoCloseable {

  final RecordingTelemetry osc = new RecordingTelemetry();
  final FakeContext context;
  final SocketDirectory directory;
  final Path root;
  private final Map<String, Object> settings = new HashMap<>();
  private final Thread thread;
  private final AtomicReference<@Nullable Exception> ended = new AtomicReference<>();

  /// @param sources made from where the rig keeps its files
  /// @param settings besides `input_port`, which is off unless it is among them
  LyricsRig(RootedSources sources, Map<String, ?> settings)
      throws IOException, InterruptedException {
    root = Files.createTempDirectory(Path.of("/tmp"), "vj");
    directory = SocketDirectory.locate(environment());
    this.settings.put("input_port", 0);
    this.settings.putAll(settings);
    context = new FakeContext(osc, LyricsSettings.ALL, this.settings);
    var worker = new LyricsWorker(directory, sources.in(root));
    thread = Thread.ofPlatform().name("rig-main").start(() -> run(worker));
    if (!context.ready.await(5, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not ready", ended.get());
    }
  }

  /// Sources that keep files.
  @FunctionalInterface
  interface RootedSources {
    Function<LyricsSettings, Sources> in(Path root);
  }

  /// The real ones.
  static RootedSources servers() {
    return root -> ServerSources.in(environment(root));
  }

  private Map<String, String> environment() {
    return environment(root);
  }

  private static Map<String, String> environment(Path root) {
    return Map.of(
        "VJ_BUS_DIR", root.resolve("bus").toString(),
        "VJ_CACHE_DIR", root.resolve("cache").toString(),
        "VJ_STATE_DIR", root.resolve("state").toString(),
        "XDG_DATA_HOME", root.resolve("data").toString());
  }

  private void run(LyricsWorker worker) {
    try {
      worker.run(context);
    } catch (Exception e) { // the test looks at it
      ended.set(e);
    }
  }

  void configure(String key, Object value) {
    settings.put(key, value);
    context.configure(settings);
  }

  Answer command(String name, Map<String, ?> fields) {
    var command = new Command("1", name, new LinkedHashMap<>(fields));
    return desk().commands().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .action()
        .answer(command, new NobodyThere());
  }

  Map<String, @Nullable Object> state() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    desk().state(data);
    return data;
  }

  private WorkerDesk desk() {
    return Objects.requireNonNull(context.desk);
  }

  /// Each step's state, by its name.
  Map<String, Object> pipeline() {
    Map<String, Object> states = new LinkedHashMap<>();
    for (Object step : (List<?>) Objects.requireNonNull(state().get("pipeline"))) {
      Map<?, ?> fields = (Map<?, ?>) step;
      states.put(String.valueOf(fields.get("step")), String.valueOf(fields.get("state")));
    }
    return states;
  }

  void play(String artist, String title) {
    command("set_track", Map.of("artist", artist, "title", title, "duration", 180.0));
  }

  /// All that was sent since the air was first cleared for the song of that name, as text.
  List<String> sentFor(String song) {
    List<String> all = sent();
    int from = all.indexOf("/karaoke/keywords/reset [%s]".formatted(song));
    return from < 0 ? List.of() : all.subList(from, all.size());
  }

  List<String> sent() {
    return osc.all().stream().map(sent -> sent.address() + " " + sent.arguments()).toList();
  }

  void awaitSent(String message) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> sent().contains(message));
  }

  static long songThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("song"))
        .count();
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the test's own time is up
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
    if (!(ended.get() instanceof InterruptedException)) {
      throw new IllegalStateException("the worker ended otherwise", ended.get());
    }
  }
}
