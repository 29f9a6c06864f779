package vj.workers.oscdebugger;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.ControlClient;
import vj.bus.control.Message;
import vj.bus.control.Message.Ack;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.Response;

/// `tail`, through the running worker.
@Timeout(60)
class TailTest {

  private static DebuggerProcess debugger;

  @BeforeAll
  static void start() throws Exception {
    debugger = new DebuggerProcess();
  }

  @AfterAll
  static void stop() throws Exception {
    debugger.close();
  }

  @Test
  void showsWhatMatchesUntilItHasShownEnough() throws Exception {
    try (ControlClient client = debugger.connect()) {
      begin(client, "t", Map.of("pattern", "/a/*", "count", 3L));
      for (int i = 0; i < 5; i++) {
        debugger.send(Osc.of("/a/" + i, i));
        debugger.send(Osc.of("/b/" + i, i));
      }

      List<Object> addresses = new ArrayList<>();
      Message last = next(client);
      for (; last instanceof Response response; last = next(client)) {
        assertEquals("t", response.msgId());
        messages(response).forEach(message -> addresses.add(message.get("address")));
      }

      assertEquals(List.of("/a/0", "/a/1", "/a/2"), addresses);
      Ack ack = (Ack) last;
      assertEquals("t", ack.msgId());
      assertEquals(3L, Objects.requireNonNull(ack.data()).get("count"));
    }
  }

  @Test
  void holdsUpNoOtherCommandOfItsConnection() throws Exception {
    try (ControlClient client = debugger.connect()) {
      begin(client, "t", Map.of());

      assertTrue(client.ask("ping", Map.of(), DebuggerProcess.SOON).success());
      assertTrue(client.ask("get_messages", Map.of(), DebuggerProcess.SOON).success());
      client.send(command("stop", "tail_stop", Map.of()));

      assertEquals("t", ((Ack) next(client)).msgId());
      assertEquals("stop", ((Ack) next(client)).msgId());
    }
  }

  @Test
  void sendsAtMostFiftyFramesASecond() throws Exception {
    try (ControlClient client = debugger.connect()) {
      begin(client, "t", Map.of());
      long until = System.nanoTime() + 1_000_000_000L;
      int sent = 0;
      while (System.nanoTime() < until) {
        debugger.send(Osc.of("/x", sent++));
        if (sent % 20 == 0) {
          debugger.state();
        }
      }

      int frames = 0;
      int seen = 0;
      while (seen < sent) {
        seen += messages((Response) next(client)).size();
        frames++;
      }

      assertEquals(sent, seen);
      assertTrue(
          frames <= 75, frames + " frames for " + sent + " messages"); // 50, and some patience
    }
  }

  @Test
  void aClientThatDoesNotReadMissesMessagesAndNobodyElseNotices() throws Exception {
    assertTrue(debugger.ask("set_config", Map.of("capacity", 1000L)).success());
    debugger.ask("clear", Map.of());
    try (ControlClient deaf = debugger.connect()) {
      begin(deaf, "t", Map.of());
      byte[] datagram = Osc.message("/deaf", ",s").text("x".repeat(1000)).bytes();
      for (int i = 0; i < 20_000; i++) {
        debugger.send(datagram);
        if (i % 100 == 99) {
          debugger.state();
        }
      }
      await()
          .until(
              () -> debugger.number("message_count") + debugger.number("kernel_drops") >= 20_000);

      long seen = 0;
      long missed = 0;
      while (seen + missed < debugger.number("message_count")) {
        Response response = (Response) next(deaf);
        seen += messages(response).size();
        missed = ((Number) Objects.requireNonNull(response.data().get("missed"))).longValue();
      }
      assertTrue(seen > 0 && missed > 1000, seen + " seen, " + missed + " missed");
      assertTrue(deaf.ask("ping", Map.of(), DebuggerProcess.SOON).success());
    } finally {
      debugger.ask("set_config", Map.of("capacity", 100_000L));
    }
    assertTrue(debugger.isAlive());
  }

  @Test
  void endsWithItsConnection() throws Exception {
    for (int i = 0; i < 200; i++) { // 64 connections at once are taken
      try (ControlClient client = debugger.connect()) {
        begin(client, "t", Map.of());
        assertTrue(client.ask("ping", Map.of(), DebuggerProcess.SOON).success());
      }
    }
    assertTrue(debugger.isAlive());
  }

  private static void begin(ControlClient client, String msgId, Map<String, Object> fields)
      throws Exception {
    client.send(command(msgId, "tail", fields));
    client.ask("ping", Map.of(), DebuggerProcess.SOON); // it has begun
  }

  private static Command command(String msgId, String cmd, Map<String, Object> fields) {
    return new Command(msgId, cmd, new LinkedHashMap<>(fields));
  }

  private static Message next(ControlClient client) throws Exception {
    Optional<Message> message = client.next(Duration.ofSeconds(10));
    return message.orElseThrow(() -> new AssertionError("nothing more came"));
  }

  @SuppressWarnings("unchecked") // as Json reads it
  private static List<Map<String, @Nullable Object>> messages(Response response) {
    return (List<Map<String, @Nullable Object>>)
        Objects.requireNonNull(response.data().get("messages"));
  }
}
