package vj.workers.status;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.ControlClient;
import vj.bus.control.Message.Ack;
import vj.bus.status.FakePrograms;
import vj.workers.Main;

/// Real processes: `vj-worker status` beside another worker, with a stand-in for systemctl.
@Timeout(120)
class StatusProcessTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String OTHER = "virtualdj_monitor";

  private final List<Process> started = new ArrayList<>();
  private Path root = Path.of("/nowhere");
  private FakePrograms programs = new FakePrograms(root);

  @BeforeEach
  void prepare() throws IOException {
    root = Files.createTempDirectory(Path.of("/tmp"), "vj");
    programs = new FakePrograms(root);
    shows("active", "running", "NRestarts=0");
  }

  private void shows(String state, String subState, String more) throws IOException {
    programs.program("systemctl", FakePrograms.shown("vj-virtualdj", state, subState, more));
  }

  @AfterEach
  void cleanUp() throws Exception {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx24m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(root.resolve("log-" + started.size()).toFile());
    Map<String, String> environment = builder.environment();
    environment.put("PATH", root.toString());
    environment.put("VJ_BUS_DIR", root.resolve("bus").toString());
    environment.put("VJ_CONFIG_DIR", root.resolve("config").toString());
    environment.put("VJ_STATE_DIR", root.resolve("state").toString());
    environment.put("VJ_CACHE_DIR", root.resolve("cache").toString());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private Ack ask(String cmd, Map<String, ?> fields) throws IOException {
    try (ControlClient client = ControlClient.connect(root.resolve("bus/process_manager.sock"))) {
      return client.ask(cmd, fields, LIMIT);
    }
  }

  private Map<?, ?> other() throws IOException {
    Map<String, ?> data = ask("get_state", Map.of()).data();
    return data != null
            && data.get("workers") instanceof Map<?, ?> all
            && all.get(OTHER) instanceof Map<?, ?> one
        ? one
        : Map.of();
  }

  private static void eventually(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(condition);
  }

  /// Up to a second until the next heartbeat was due, half a second until the loop turns, and a
  /// machine that is busy.
  private static void within(Duration limit, long since) {
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    assertTrue(took.compareTo(limit.plusSeconds(3)) <= 0, () -> "seen after " + took);
  }

  private static void signal(String name, Process process) throws Exception {
    new ProcessBuilder("/bin/kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Test
  void seesAProcessThatIsStoppedAndOneThatGoesOn() throws Exception {
    Process other = start("virtualdj");
    start("status", "--set", "unhealthy_after=1", "--set", "silent_after=3");
    eventually(() -> Boolean.TRUE.equals(other().get("running")));
    eventually(() -> other().get("heartbeat_age_sec") instanceof Double age && age < 1.5);

    Object first = other().get("last_heartbeat");
    // Only the second heartbeat tells its pace: until then the slowest is granted.
    eventually(() -> !Objects.equals(first, other().get("last_heartbeat")));

    signal("STOP", other);
    long stopped = System.nanoTime();
    eventually(() -> "unhealthy".equals(other().get("health")));
    within(Duration.ofSeconds(1), stopped);
    eventually(() -> "silent".equals(other().get("health")));
    within(Duration.ofSeconds(3), stopped);
    signal("CONT", other);

    eventually(() -> other().get("heartbeat_age_sec") instanceof Double age && age < 1.5);
    assertEquals(other.pid(), other().get("pid"));
    assertEquals(
        List.of(),
        programs.called("systemctl").stream()
            .filter(call -> !call.contains(" show ") && !call.contains("--version"))
            .toList());
  }

  @Test
  void answersOverItsSocketAndComesBackWithWhatItKnew() throws Exception {
    shows("active", "running", "NRestarts=3");
    Process status = start("status");
    eventually(() -> Long.valueOf(3).equals(other().get("restarts_total")));
    List<Object> told = new CopyOnWriteArrayList<>();
    try (ControlClient client = ControlClient.connect(root.resolve("bus/process_manager.sock"))) {
      Thread tail =
          Thread.ofPlatform()
              .name("tail")
              .start(() -> {
                try {
                  client.stream("tail", Map.of(), LIMIT, told::add);
                } catch (IOException _) {
                  // it is killed
                }
              });
      eventually(() -> !told.isEmpty());
      assertEquals("Unknown worker: x", ask("stop_worker", Map.of("worker", "x")).message());
      assertEquals(
          "virtualdj already running",
          ask("start_worker", Map.of("worker", "virtualdj")).message());

      status.destroyForcibly().waitFor();
      tail.join();
    }
    shows("active", "running", "NRestarts=1");
    start("status");

    eventually(() -> Long.valueOf(4).equals(other().get("restarts_total")));
    assertTrue(programs.called("systemctl").stream().noneMatch(call -> call.contains(" start ")));
  }

  /// The clock goes on while a process is stopped.
  @Test
  void blamesNobodyForTheTimeInWhichItWasStoppedItself() throws Exception {
    start("virtualdj");
    Process status = start("status", "--set", "unhealthy_after=2", "--set", "silent_after=3");
    eventually(() -> other().get("heartbeat_age_sec") instanceof Double age && age < 1.5);
    List<String> told = new CopyOnWriteArrayList<>();
    try (ControlClient client = ControlClient.connect(root.resolve("bus/process_manager.sock"))) {
      Thread.ofPlatform()
          .daemon()
          .name("tail")
          .start(() -> {
            try {
              client.stream(
                  "tail", Map.of(), Duration.ofMinutes(1), frame -> told.add(frame.toString()));
            } catch (IOException _) {
              // the test is over
            }
          });
      eventually(() -> !told.isEmpty());
      signal("STOP", status);
      long stopped = System.nanoTime();
      await()
          .atMost(LIMIT)
          .until(() -> System.nanoTime() - stopped > Duration.ofSeconds(7).toNanos());
      signal("CONT", status);

      int before = told.size();
      eventually(() -> told.size() > before + 1); // signs of life
      assertTrue(
          told.stream()
              .noneMatch(
                  frame -> frame.contains("health=unhealthy") || frame.contains("health=silent")),
          told::toString);
    }
  }
}
