package vj.console;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.Acceptance;
import vj.bus.control.Answer;
import vj.bus.control.Json;
import vj.bus.status.FakeWorker;
import vj.bus.telemetry.Target;
import vj.bus.telemetry.TelemetrySender;

@Timeout(30)
final class OscVerbTest {

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void isUnderstoodByLiblo() throws Exception {
    Acceptance.needs("oscdump", "stdbuf");
    int port = freePort();
    Process oscdump =
        new ProcessBuilder("stdbuf", "-oL", "oscdump", "-L", Integer.toString(port))
            .redirectErrorStream(true)
            .start();
    try (Stage stage = Stage.open();
        BufferedReader lines = oscdump.inputReader(StandardCharsets.UTF_8)) {
      CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> line(lines));

      // oscdump does not say when it listens, and until then a datagram may be refused.
      await()
          .until(() -> {
            stage.vj("osc", "send", "127.0.0.1:" + port, "/x/y", "ifs", "7", "1.5", "8");
            return received.isDone();
          });

      assertTrue(received.join().endsWith("/x/y ifs 7 1.500000 \"8\""), received::join);
    } finally {
      oscdump.destroyForcibly();
    }
  }

  private static String line(BufferedReader lines) {
    try {
      return String.valueOf(lines.readLine());
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void takesTypesFromWhatArgumentsLookLike() throws Exception {
    int port = freePort();
    try (Stage stage = Stage.open()) {
      CompletableFuture<Stage.Outcome> monitor = monitor(stage, port, 1);

      String[] send = {"osc", "send", "127.0.0.1:" + port, "/guess", "1", "-2.5", "1e3", "si", ""};
      await()
          .until(() -> {
            stage.vj(send);
            return monitor.isDone();
          });

      Map<String, ?> said = Json.object(monitor.join().lines().getFirst(), "out");
      assertEquals("/guess", said.get("address"));
      assertEquals("iffss", said.get("types"));
    }
  }

  private static CompletableFuture<Stage.Outcome> monitor(Stage stage, int port, int count) {
    return CompletableFuture.supplyAsync(
        () -> stage.vj("osc", "monitor", "--json", "--port", "" + port, "--count", "" + count));
  }

  @Test
  void printsControlCharactersThatCannotSteerTheTerminal() throws Exception {
    int port = freePort();
    try (Stage stage = Stage.open()) {
      CompletableFuture<Stage.Outcome> monitor =
          CompletableFuture.supplyAsync(
              () -> stage.vj("osc", "monitor", "--port", "" + port, "--count", "1"));

      await()
          .until(() -> {
            stage.vj("osc", "send", "127.0.0.1:" + port, "/x", "\u001b[2Jgone\n");
            return monitor.isDone();
          });

      String line = monitor.join().out();
      assertTrue(line.endsWith("/x  s \"\\x1b[2Jgone\\x0a\"" + System.lineSeparator()), line);
    }
  }

  @Test
  void saysWhichArgumentIsOfAnotherType() throws Exception {
    try (Stage stage = Stage.open()) {
      Stage.Outcome outcome = stage.vj("osc", "send", "localhost:9000", "/x", "if", "1", "loud");

      assertEquals(64, outcome.exitCode());
      assertEquals("vj: argument 2 is \"loud\", but its type is float32", outcome.err().strip());
    }
  }

  @Test
  void subscribesAtRunningWorkersAndAtThoseThatComeBack() throws Exception {
    try (Stage stage = Stage.open();
        TelemetrySender sender = new TelemetrySender(System::nanoTime)) {
      CompletableFuture<Stage.Outcome> monitor =
          CompletableFuture.supplyAsync(
              () -> stage.vj("osc", "monitor", "--pattern", "/audio/*", "--count", "2"));

      try (FakeWorker first = subscribing(stage, sender)) {
        awaitSubscription(first);
      }
      try (FakeWorker second = subscribing(stage, sender)) {
        awaitSubscription(second);
        Stage.Outcome outcome = monitor.get(20, TimeUnit.SECONDS);

        assertEquals(0, outcome.exitCode(), outcome::toString);
        assertEquals(2, outcome.lines().size());
        assertTrue(outcome.lines().getFirst().endsWith("/audio/beat  if 1 0.5000"), outcome::out);
        assertTrue(outcome.err().contains("lost audio_analyzer"), outcome::err);
        assertEquals(List.of("/audio/*"), second.last("subscribe").fields().get("patterns"));
      }
    }
  }

  /// Sends one message to whoever subscribes, as a worker's telemetry would.
  private static FakeWorker subscribing(Stage stage, TelemetrySender sender) throws IOException {
    FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer");
    return worker.answering(
        "subscribe",
        command -> {
          int port = Integer.parseInt(String.valueOf(command.fields().get("port")));
          sender.targets(List.of(new Target("127.0.0.1", port, List.of(), "", 0, false, true)));
          sender.send(sender.template("/audio/beat", "if").set(0, 1).set(1, 0.5f));
          return Answer.of(Map.of());
        });
  }

  private static void awaitSubscription(FakeWorker worker) {
    await().until(() -> worker.commands().contains("subscribe"));
  }
}
