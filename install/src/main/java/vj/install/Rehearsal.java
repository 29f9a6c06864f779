package vj.install;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import vj.bus.control.ControlClient;
import vj.bus.control.Message.Ack;
import vj.bus.control.SocketDirectory;
import vj.bus.control.WorkerName;

/// Runs the product once, all of it in one process, so that the JVM can record it for the AOT cache
/// that all processes share: a worker at work, a client that asks it, the commands people type.
///
/// It is a rehearsal of what is fast only if recorded, not a test; but whatever does not work makes
/// it fail, and with it the build.
final class Rehearsal {

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  /// A few seconds of music: enough for beats, tempo and every periodic thing but the watchdog.
  private static final Duration SHOW = Duration.ofSeconds(6);

  private Rehearsal() {}

  /// The worker has the main thread, as in life; `audience` ends the process.
  public static void main(String[] arguments) throws IOException {
    // Somebody has to receive, and not whoever listens on the usual port of this machine.
    try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().name("audience").daemon().start(Rehearsal::audience);
      vj.workers.Main.main(
          new String[] {
            WorkerName.AUDIO.shortName(),
            "--set",
            "source=demo",
            "--set",
            "targets=[{\"host\":\"127.0.0.1\",\"port\":%d}]".formatted(receiver.getLocalPort())
          });
    }
  }

  private static void audience() {
    try (ControlClient client = connect()) {
      Thread.sleep(SHOW);
      ask(client, "get_state", Map.of());
      ask(client, "list_devices", Map.of());
      ask(client, "subscribe", Map.of("topics", List.of("heartbeat")));
      client.next(ANSWER_LIMIT);
      ask(client, "unsubscribe", Map.of("topics", List.of("heartbeat")));
      ask(client, "ping", Map.of());
      for (String verb : List.of("status", "status --json", "version", "--help")) {
        vj.console.Main.run(verb.split(" "));
      }
    } catch (IOException | InterruptedException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().exit(0);
  }

  private static ControlClient connect() throws IOException, InterruptedException {
    Path socket = SocketDirectory.locate(System.getenv()).socket(WorkerName.AUDIO.busName());
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try {
        return ControlClient.connect(socket);
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(50);
      }
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
