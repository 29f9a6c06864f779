package vj.workers.oscdebugger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import vj.bus.control.ControlClient;
import vj.bus.control.Message.Ack;
import vj.bus.control.SocketDirectory;

/// A real `vj-worker osc-debugger` with directories of its own, its small heap, and a client.
final class DebuggerProcess implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(20);

  final SocketDirectory directory;
  final ControlClient client;
  final int port;
  private final Path root;
  private final Process process;
  private final DatagramSocket socket = new DatagramSocket();

  /// @param sets `KEY=VALUE`
  DebuggerProcess(String... sets) throws IOException {
    root = Files.createTempDirectory(Path.of("/tmp"), "vj");
    port = unusedPort();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmn1m",
                "-Xmx24m",
                "-XX:MaxDirectMemorySize=160m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "vj.workers.Main",
                "osc-debugger"));
    for (String set : sets) {
      command.addAll(List.of("--set", set));
    }
    Path config = Files.createDirectories(root.resolve("CONFIG"));
    Files.writeString(config.resolve("osc-debugger.json"), "{\"osc_port\": %d}".formatted(port));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log().toFile());
    for (String each : List.of("BUS", "CONFIG", "STATE", "CACHE")) {
      builder.environment().put("VJ_" + each + "_DIR", root.resolve(each).toString());
    }
    process = builder.start();
    directory = SocketDirectory.locate(Map.of("VJ_BUS_DIR", root.resolve("BUS").toString()));
    client = connectWhenReady();
  }

  /// The file of a take.
  Path take(String name) {
    return root.resolve("STATE").resolve("takes").resolve(name + ".vjtake");
  }

  private Path log() {
    return root.resolve("log");
  }

  String logged() throws IOException {
    return Files.readString(log());
  }

  private ControlClient connectWhenReady() {
    return Awaitility.await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(
            () -> {
              ControlClient open = connect();
              if ("starting".equals(state(open).get("status"))) {
                open.close();
                throw new IOException("starting: " + logged());
              }
              return open;
            },
            Objects::nonNull);
  }

  ControlClient connect() throws IOException {
    return ControlClient.connect(directory.socket("osc_debugger"));
  }

  private static Map<String, @Nullable Object> state(ControlClient client) throws IOException {
    return Objects.requireNonNull(client.ask("get_state", Map.of(), SOON).data());
  }

  Map<String, @Nullable Object> state() throws IOException {
    return state(client);
  }

  Ack ask(String command, Map<String, ?> fields) throws IOException {
    return client.ask(command, fields, SOON);
  }

  /// The data of an answer.
  Map<String, @Nullable Object> data(String command, Map<String, ?> fields) throws IOException {
    Ack ack = ask(command, fields);
    return Objects.requireNonNull(ack.data(), () -> command + ": " + ack.message());
  }

  @SuppressWarnings("unchecked") // as Json reads it
  List<Map<String, @Nullable Object>> messages(Map<String, ?> fields) throws IOException {
    return (List<Map<String, @Nullable Object>>)
        Objects.requireNonNull(data("get_messages", fields).get("messages"));
  }

  long number(String gauge) throws IOException {
    return state().get(gauge) instanceof Number number ? number.longValue() : -1;
  }

  void await(String gauge, long value) {
    Awaitility.await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertEquals(value, number(gauge), gauge));
  }

  /// From one port of this machine.
  void send(byte[] datagram) throws IOException {
    socket.send(
        new DatagramPacket(datagram, datagram.length, InetAddress.ofLiteral("127.0.0.1"), port));
  }

  static int unusedPort() throws IOException {
    try (var free = new DatagramSocket()) {
      return free.getLocalPort();
    }
  }

  /// Forgets what was sent until now, what still waits in the kernel included.
  void clear() throws IOException {
    Awaitility.await()
        .atMost(SOON)
        .until(() -> {
          String last = "/last/" + System.nanoTime(); // the kernel may have no room for it
          send(Osc.of(last, 1));
          return comes(last);
        });
    assertEquals("Cleared all captured data", ask("clear", Map.of()).message());
  }

  private boolean comes(String address) throws IOException {
    for (int i = 0; i < 100; i++) {
      if (!messages(Map.of("pattern", address, "count", 1L)).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// It does nothing until it goes on.
  void stop() throws Exception {
    signal("STOP");
  }

  void goOn() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertEquals(0, kill.waitFor());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws IOException {
    client.close();
    socket.close();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
