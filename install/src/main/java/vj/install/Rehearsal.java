package vj.install;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vj.bus.control.ControlClient;
import vj.bus.control.Message.Ack;
import vj.bus.control.SocketDirectory;
import vj.bus.control.WorkerName;

/// Runs the product once, all of it in one process, so that the JVM can record it for the AOT cache
/// that all processes share: every worker at work, a client that asks them, the commands people
/// type.
///
/// It is a rehearsal of what is fast only if recorded, not a test; but whatever does not work makes
/// it fail, and with it the build.
final class Rehearsal {

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  /// A few seconds of music: enough for beats, tempo and every periodic thing but the watchdog.
  private static final Duration SHOW = Duration.ofSeconds(6);

  private Rehearsal() {}

  /// The audio worker has the main thread, as in life; the others have one each; `audience` ends
  /// the process.
  public static void main(String[] arguments) throws IOException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    // Somebody has to receive, and not whoever listens on the usual port of this machine.
    try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      String targets =
          "targets=[{\"host\":\"127.0.0.1\",\"port\":%d}]".formatted(receiver.getLocalPort());
      // Where there is no bus, D-Bus is learnt at the first start on a desktop.
      String players = sessionBus(environment) ? "backend=mpris" : "backend=demo";
      start(environment, WorkerName.SPOTIFY, players, targets);
      start(environment, WorkerName.VIRTUALDJ, "osc_enabled=true", targets);
      // No HTTP: its client and TLS are a seventh of all classes, and each of the processes would
      // pay 2.5 MB for what one of them uses.
      start(
          environment,
          WorkerName.LYRICS,
          "lrclib_url=demo",
          "llm_provider=none",
          "input_port=" + freePort(),
          targets);
      start(environment, WorkerName.OSC_DEBUGGER, "osc_port=" + freePort(), targets);
      start(environment, WorkerName.STATUS, targets);
      Thread.ofPlatform().name("audience").daemon().start(Rehearsal::audience);
      vj.workers.Main.main(
          new String[] {
            WorkerName.AUDIO.shortName(), "--set", "source=demo", "--set", targets,
          });
    }
  }

  private static void start(
      Map<String, String> environment, WorkerName worker, String... settings) {
    String[] command = new String[1 + 2 * settings.length];
    command[0] = worker.shortName();
    for (int i = 0; i < settings.length; i++) {
      command[1 + 2 * i] = "--set";
      command[2 + 2 * i] = settings[i];
    }
    Thread.ofPlatform()
        .name(worker.shortName())
        .daemon()
        .start(() -> vj.workers.Main.run(environment, command));
  }

  /// A port that nobody has: another copy of the product may run on this machine.
  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// Starts a session bus of our own, if this machine has one to start.
  private static boolean sessionBus(Map<String, String> environment) {
    try {
      Process bus =
          new ProcessBuilder("dbus-daemon", "--session", "--nofork", "--print-address")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(bus::destroy));
      String address =
          new BufferedReader(new InputStreamReader(bus.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      environment.put("DBUS_SESSION_BUS_ADDRESS", String.valueOf(address));
      return address != null;
    } catch (IOException _) {
      return false;
    }
  }

  private static void audience() {
    try {
      ask(
          WorkerName.LYRICS,
          "set_track",
          Map.of("artist", "The Patch Bay", "title", "Night Signal"));
      try (ControlClient client = connect(WorkerName.AUDIO)) {
        Thread.sleep(SHOW);
        ask(client, "get_state", Map.of());
        ask(client, "list_devices", Map.of());
        ask(client, "subscribe", Map.of("topics", List.of("heartbeat")));
        client.next(ANSWER_LIMIT);
        ask(client, "unsubscribe", Map.of("topics", List.of("heartbeat")));
        ask(client, "ping", Map.of());
      }
      ask(WorkerName.SPOTIFY, "get_track", Map.of());
      ask(WorkerName.VIRTUALDJ, "get_state", Map.of());
      ask(WorkerName.LYRICS, "get_state", Map.of());
      ask(WorkerName.OSC_DEBUGGER, "get_state", Map.of());
      ask(WorkerName.STATUS, "get_state", Map.of());
      for (String verb : List.of("status", "status --json", "source", "version", "--help")) {
        vj.console.Main.run(verb.split(" "));
      }
    } catch (IOException | InterruptedException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().exit(0);
  }

  /// Waits until the worker is ready.
  private static ControlClient connect(WorkerName worker) throws IOException, InterruptedException {
    Path socket = SocketDirectory.locate(System.getenv()).socket(worker.busName());
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try {
        ControlClient client = ControlClient.connect(socket);
        if (isReady(client)) {
          return client;
        }
        client.close();
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
      Thread.sleep(50);
    }
  }

  private static boolean isReady(ControlClient client) throws IOException {
    Map<String, ?> state = client.ask("get_state", Map.of(), ANSWER_LIMIT).data();
    return state != null && !"starting".equals(state.get("status"));
  }

  private static void ask(WorkerName worker, String command, Map<String, ?> fields)
      throws IOException, InterruptedException {
    try (ControlClient client = connect(worker)) {
      ask(client, command, fields);
    }
  }

  private static void ask(ControlClient client, String command, Map<String, ?> fields)
      throws IOException {
    Ack ack = client.ask(command, fields, ANSWER_LIMIT);
    if (!ack.success()) {
      throw new IOException(command + " was refused: " + ack.message());
    }
  }
}
