package vj.bus.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import vj.bus.control.Answer;
import vj.bus.control.CommandHandler;
import vj.bus.control.Connection;
import vj.bus.control.ControlClient;
import vj.bus.control.ControlServer;
import vj.bus.control.Message.Ack;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.Message.Register;
import vj.bus.control.SocketClaim;
import vj.bus.control.SocketDirectory;

/// Real processes, real sockets: each test starts [HostedWorker] in a JVM of its own.
@Timeout(60)
class WorkerHostTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final List<Process> started = new ArrayList<>();
  private Path base = Path.of("/nowhere");
  private Path bus = base;
  private Path socket = base;

  @BeforeEach
  void makeDirectories() throws IOException {
    base = Files.createTempDirectory(Path.of("/tmp"), "vj");
    bus = base.resolve("bus");
    socket = bus.resolve("audio_analyzer.sock");
  }

  @AfterEach
  void cleanUp() throws Exception {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.walk(base)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private Process start(String... sets) throws IOException {
    return start(Map.of(), sets);
  }

  private Process start(Map<String, String> environment, String... sets) throws IOException {
    ProcessBuilder builder = hosted(sets);
    builder.redirectOutput(base.resolve("log-" + started.size()).toFile());
    builder.environment().putAll(environment);
    return start(builder);
  }

  private Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private ProcessBuilder hosted(String... sets) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(HostedWorker.class.getName());
    command.addAll(List.of(sets));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("VJ_BUS_DIR", bus.toString());
    builder.environment().put("VJ_CONFIG_DIR", base.resolve("config").toString());
    return builder;
  }

  private String log(int index) throws IOException {
    return Files.readString(base.resolve("log-" + index));
  }

  private ControlClient client() {
    return await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(
            () -> {
              ControlClient client = ControlClient.connect(socket);
              Ack ack = client.ask("get_state", Map.of(), LIMIT);
              return "running".equals(String.valueOf(data(ack).get("status"))) ? client : null;
            },
            client -> client != null);
  }

  private static Map<String, ?> data(Ack ack) {
    Map<String, ?> data = ack.data();
    return data == null ? Map.of() : data;
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "still running");
    return process.exitValue();
  }

  @Test
  void answersTheCommandsThatAllWorkersHave() throws Exception {
    Process process = start();
    try (ControlClient client = client()) {

      Map<String, ?> state = data(client.ask("get_state", Map.of(), LIMIT));
      Ack ping = client.ask("ping", Map.of(), LIMIT);
      Ack unknown = client.ask("dance", Map.of(), LIMIT);
      Ack bug = client.ask("break", Map.of(), LIMIT);

      assertEquals("audio_analyzer", state.get("worker"));
      assertEquals(process.pid(), state.get("pid"));
      assertEquals("testing", state.get("doing"));
      assertTrue(data(ping).get("received_ns") instanceof Long);
      assertEquals("Unknown command: dance", unknown.message());
      assertFalse(bug.success());
    }
  }

  @Test
  void endsWithZeroAndTakesItsSocketAwayWhenAskedToStop() throws Exception {
    Process process = start();
    client().close();

    process.destroy();

    assertEquals(0, exitCode(process));
    assertFalse(Files.exists(socket));
  }

  @Test
  void aLogThatNobodyReadsKeepsNoProcessFromEnding() throws Exception {
    Process process = start(hosted("mode=shout")); // its output is a pipe, full at once
    client().close();

    process.destroy();

    assertEquals(0, exitCode(process));
  }

  @Test
  void aChangeDuringARestartIsNotLost() throws Exception {
    start();
    try (ControlClient restarting = client();
        ControlClient changing = client()) {
      for (int round = 0; round < 10; round++) {
        double wanted = 1 + round / 10.0;
        restarting.send(new Command("r" + round, "restart", Map.of()));

        Ack changed = changing.ask("set_config", Map.of("heartbeat_interval", wanted), LIMIT);

        assertTrue(changed.success(), changed.toString());
        restarting.next(LIMIT);
        Map<?, ?> config =
            (Map<?, ?>) data(changing.ask("get_state", Map.of(), LIMIT)).get("config");
        assertEquals(wanted, config == null ? null : config.get("heartbeat_interval"));
      }
    }
  }

  @Test
  void aSecondInstanceYields() throws Exception {
    Process first = start();
    client().close();

    Process second = start();

    assertEquals(ExitCode.TAKEN.number(), exitCode(second));
    assertTrue(log(1).contains(Long.toString(first.pid())), log(1));
    assertTrue(log(1).contains(socket.toString()), log(1));
    client().close();
  }

  @Test
  void comesBackAfterKillDashNine() throws Exception {
    Process first = start();
    client().close();
    first.destroyForcibly().waitFor();
    assertTrue(Files.exists(socket));

    Process second = start();

    try (ControlClient client = client()) {
      assertEquals(second.pid(), data(client.ask("get_state", Map.of(), LIMIT)).get("pid"));
    }
  }

  @Test
  void refusesToStartWithABrokenConfigurationAndSaysWhy() throws Exception {
    Files.createDirectories(base.resolve("config"));
    Files.writeString(base.resolve("config/audio.json"), "{\"heartbeat_interval\": 99}");

    Process process = start("mode=sing");

    assertEquals(ExitCode.CONFIGURATION.number(), exitCode(process));
    assertTrue(
        log(0).contains("heartbeat_interval is 99, but takes a number from 0.2 to 5"), log(0));
    assertTrue(log(0).contains("--set: mode is \"sing\""), log(0));
  }

  @Test
  void aWorkerThatThrowsEndsTheProcess() throws Exception {
    Process process = start("mode=throw");

    assertEquals(ExitCode.INTERNAL.number(), exitCode(process));
    assertTrue(log(0).contains("as configured"), log(0));
  }

  @Test
  void aWorkerThatReturnsUnaskedEndsTheProcess() throws Exception {
    assertEquals(ExitCode.INTERNAL.number(), exitCode(start("mode=return")));
  }

  @Test
  void aThreadThatDiesEndsTheProcess() throws Exception {
    Process process = start("mode=die");

    assertEquals(ExitCode.INTERNAL.number(), exitCode(process));
    assertTrue(log(0).contains("thread victim died"), log(0));
  }

  @Test
  void keepsAChangedConfiguration() throws Exception {
    Process process = start();
    try (ControlClient client = client()) {

      Ack refused = client.ask("set_config", Map.of("heartbeat_interval", 99, "x", 1), LIMIT);
      Ack taken = client.ask("set_config", Map.of("mode", "hang"), LIMIT);

      assertFalse(refused.success());
      assertTrue(String.valueOf(refused.message()).contains("x is not a key"), refused.toString());
      assertTrue(taken.success(), taken.toString());
    }
    process.destroyForcibly().waitFor();
    start();
    try (ControlClient client = client()) {
      assertTrue(String.valueOf(client.ask("mode", Map.of(), LIMIT).message()).startsWith("hang"));
    }
  }

  @Test
  void restartsItsBlockInsideTheProcess() throws Exception {
    Process process = start();
    try (ControlClient client = client()) {
      Ack before = client.ask("mode", Map.of(), LIMIT);

      Ack restarted = client.ask("restart", Map.of(), LIMIT);

      assertTrue(restarted.success(), restarted.toString());
      assertEquals(process.pid(), data(client.ask("get_state", Map.of(), LIMIT)).get("pid"));
      assertNotEquals(before.message(), client.ask("mode", Map.of(), LIMIT).message());
    }
  }

  @Test
  void aRestartWithABrokenConfigurationChangesNothing() throws Exception {
    start();
    try (ControlClient client = client()) {
      Files.createDirectories(base.resolve("config"));
      Files.writeString(base.resolve("config/audio.json"), "{\"mode\": 1}");

      Ack refused = client.ask("restart", Map.of(), LIMIT);

      assertFalse(refused.success());
      assertEquals("running", data(client.ask("get_state", Map.of(), LIMIT)).get("status"));
    }
  }

  @Test
  void aRestartThatFailsAsksForAFreshProcess() throws Exception {
    Process process = start();
    try (ControlClient client = client()) {
      Files.createDirectories(base.resolve("config"));
      Files.writeString(base.resolve("config/audio.json"), "{\"mode\": \"throw\"}");

      client.ask("restart", Map.of(), LIMIT);
    } catch (IOException _) {
      // the answer and the end of the process race
    }
    assertEquals(ExitCode.RESTART.number(), exitCode(process));
  }

  @Test
  void aLiveSubscriptionEndsWithItsConnection() throws Exception {
    start();
    try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        ControlClient watcher = client()) {
      try (ControlClient client = client()) {
        Ack ack =
            client.ask(
                "subscribe",
                Map.of("topics", List.of("osc", "heartbeat"), "port", receiver.getLocalPort()),
                LIMIT);
        assertTrue(ack.success(), ack.toString());
        assertTrue(data(ack).containsKey("stats"), ack.toString());
        assertTrue(client.next(Duration.ofSeconds(8)).orElseThrow() instanceof Heartbeat);
        assertEquals("1", subscriptions(watcher));
      }

      await().until(() -> subscriptions(watcher).equals("0"));
    }
  }

  @Test
  void aSubscriberMaySetThePaceOfItsHeartbeats() throws Exception {
    start();
    try (ControlClient client = client()) {
      Map<String, Object> wish = Map.of("topics", List.of("heartbeat"), "interval", 0.2);

      assertTrue(client.ask("subscribe", wish, LIMIT).success());

      long asked = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        assertTrue(client.next(LIMIT).orElseThrow() instanceof Heartbeat);
      }
      // Five at the worker's own pace would take 25 s.
      assertTrue(System.nanoTime() - asked < Duration.ofSeconds(10).toNanos());
    }
  }

  private static String subscriptions(ControlClient client) throws IOException {
    return String.valueOf(data(client.ask("get_state", Map.of(), LIMIT)).get("osc_subscriptions"));
  }

  @Test
  void refusesASubscriptionItCannotServe() throws Exception {
    start();
    try (ControlClient client = client()) {
      assertFalse(client.ask("subscribe", Map.of(), LIMIT).success());
      assertFalse(client.ask("subscribe", Map.of("topics", List.of("news")), LIMIT).success());
      Map<String, Object> rushed = Map.of("topics", List.of("heartbeat"), "interval", 0.1);
      assertFalse(client.ask("subscribe", rushed, LIMIT).success());
      assertFalse(
          client.ask("subscribe", Map.of("topics", List.of("osc"), "port", 0), LIMIT).success());
      assertFalse(
          client
              .ask(
                  "subscribe",
                  Map.of("topics", List.of("osc"), "port", 9, "patterns", List.of("/a[")),
                  LIMIT)
              .success());
    }
  }

  @Test
  void tellsTheServiceManagerAndStarvesTheWatchdogWhenTheLoopHangs() throws Exception {
    Path notify = base.resolve("notify");
    try (AFUNIXDatagramSocket manager = AFUNIXDatagramSocket.newInstance()) {
      manager.bind(AFUNIXSocketAddress.of(notify));
      manager.setSoTimeout(10_000);
      Process process = start(Map.of("NOTIFY_SOCKET", notify.toString()));

      awaitNotification(manager, "READY=1\nSTATUS=testing");
      awaitNotification(manager, "WATCHDOG=1");
      awaitNotification(manager, "WATCHDOG=1");
      try (ControlClient client = client()) {
        client.ask("set_config", Map.of("mode", "hang"), LIMIT);
      }
      awaitSilence(manager);
      process.destroy();
      awaitNotification(manager, "STOPPING=1\nSTATUS=stopping");
    }
  }

  private static void awaitNotification(AFUNIXDatagramSocket manager, String wanted)
      throws IOException {
    String text = "";
    while (!text.equals(wanted)) {
      text = notification(manager);
    }
  }

  /// Returns once three seconds have passed without a sign of life.
  private static void awaitSilence(AFUNIXDatagramSocket manager) throws IOException {
    manager.setSoTimeout(3_000);
    try {
      while (true) {
        notification(manager);
      }
    } catch (java.net.SocketTimeoutException _) {
      manager.setSoTimeout(10_000);
    }
  }

  private static String notification(AFUNIXDatagramSocket manager) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    manager.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }

  @Test
  void registersWithTheStatusLayerWheneverThatAppears() throws Exception {
    start();
    client().close();
    SocketDirectory directory = SocketDirectory.locate(Map.of("VJ_BUS_DIR", bus.toString()));
    BlockingQueue<Register> registered = new LinkedBlockingQueue<>();

    for (int appearance = 0; appearance < 2; appearance++) {
      try (SocketClaim claim = directory.claim("process_manager");
          ControlServer server =
              new ControlServer(claim, new Registrar(registered), () -> none())) {
        server.start();
        Register message = registered.poll(15, TimeUnit.SECONDS);
        assertEquals("audio_analyzer", message == null ? "nobody" : message.worker());
      }
    }
  }

  private static Heartbeat none() {
    return new Heartbeat("process_manager", 1, 0, Map.of());
  }

  private record Registrar(BlockingQueue<Register> registered) implements CommandHandler {
    @Override
    public Answer handle(Command command, Connection connection) {
      return Answer.refused("no commands here");
    }

    @Override
    public boolean register(Register message) {
      return registered.add(message);
    }
  }
}
