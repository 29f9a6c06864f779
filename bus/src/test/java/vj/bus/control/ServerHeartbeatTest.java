package vj.bus.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Message.Ack;
import vj.bus.control.Message.Heartbeat;

@Timeout(30)
class ServerHeartbeatTest {

  private static final Duration INTERVAL = Duration.ofMillis(200);

  /// Until a client has spoken, however slow the machine.
  private static final Duration LONG = Duration.ofHours(1);

  private TestBus bus;
  private ControlServer server;

  @BeforeEach
  void open() throws Exception {
    bus = new TestBus();
    server =
        bus.serve((command, connection) -> {
          switch (String.valueOf(command.cmd())) {
            case "subscribe" -> connection.heartbeats(true);
            case "unsubscribe" -> connection.heartbeats(false);
            default -> {}
          }
          return TestBus.echo(command, connection);
        });
    server.heartbeatInterval(INTERVAL);
  }

  @AfterEach
  void close() throws Exception {
    bus.close();
  }

  @Test
  void firstHeartbeatLeavesOneIntervalAfterAccept() throws Exception {
    long before = System.nanoTime();

    try (ControlClient client = bus.client()) {
      Heartbeat first = heartbeat(client);
      long firstAfter = System.nanoTime() - before;
      heartbeat(client);
      heartbeat(client);
      long thirdAfter = System.nanoTime() - before;

      assertEquals(new Heartbeat("demo", 7, 1.5, Map.of("status", "running")), first);
      assertTrue(firstAfter >= INTERVAL.toNanos(), "after " + firstAfter);
      assertTrue(thirdAfter >= 3 * INTERVAL.toNanos(), "after " + thirdAfter);
    }
  }

  @Test
  void aClientThatAsksGetsAnswersOnly() throws Exception {
    server.heartbeatInterval(LONG);
    try (ControlClient client = bus.client()) {
      assertInstanceOf(Ack.class, asked(client, "ping"));
      server.heartbeatInterval(INTERVAL);

      assertEquals(Optional.empty(), client.next(INTERVAL.multipliedBy(4)));
      assertInstanceOf(Ack.class, asked(client, "ping"));
    }
  }

  @Test
  void halfACommandCountsAsSpeaking() throws Exception {
    byte[] frame = RawClient.frame("{\"type\":\"command\",\"cmd\":\"ping\"}");

    try (RawClient client = bus.raw()) {
      client.write(Arrays.copyOf(frame, 3));
      client.socket.setSoTimeout((int) INTERVAL.multipliedBy(4).toMillis());
      assertThrows(SocketTimeoutException.class, client::read);
      client.write(Arrays.copyOfRange(frame, 3, frame.length));

      assertEquals("ack", client.read().get("type"));
    }
  }

  @Test
  void aClientThatSubscribesGetsThemAgainUntilItUnsubscribes() throws Exception {
    server.heartbeatInterval(LONG);
    try (ControlClient client = bus.client()) {
      assertInstanceOf(Ack.class, asked(client, "ping"));
      server.heartbeatInterval(INTERVAL);
      long before = System.nanoTime();
      assertInstanceOf(Ack.class, asked(client, "subscribe"));
      heartbeat(client);
      assertTrue(System.nanoTime() - before >= INTERVAL.toNanos());
      heartbeat(client);

      assertTrue(client.ask("unsubscribe", Map.of(), TestBus.SOON).success());
      assertEquals(Optional.empty(), client.next(INTERVAL.multipliedBy(4)));
    }
  }

  @Test
  void aNewIntervalTakesEffectAtOnce() throws Exception {
    server.heartbeatInterval(LONG);

    try (ControlClient client = bus.client()) {
      assertEquals(Optional.empty(), client.next(INTERVAL));
      server.heartbeatInterval(INTERVAL);

      heartbeat(client);
    }
  }

  @Test
  void refusesAnIntervalThatIsNone() {
    assertThrows(IllegalArgumentException.class, () -> server.heartbeatInterval(Duration.ZERO));
  }

  @Test
  void twentyIdleClientsGetTheirsAndDelayNobody() throws Exception {
    List<ControlClient> idle = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      idle.add(bus.client());
    }

    server.heartbeatInterval(LONG);
    try (ControlClient client = bus.client()) {
      assertInstanceOf(Ack.class, asked(client, "ping"));
      server.heartbeatInterval(INTERVAL);
      for (ControlClient one : idle) {
        heartbeat(one);
        one.close();
      }
    }
  }

  private static Message asked(ControlClient client, String cmd) throws Exception {
    client.send(new Message.Command("1", cmd, Map.of()));
    return client.next(TestBus.SOON).orElseThrow();
  }

  private static Heartbeat heartbeat(ControlClient client) throws Exception {
    return assertInstanceOf(Heartbeat.class, client.next(TestBus.SOON).orElseThrow());
  }
}
