package vj.bus.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Message.Ack;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.ErrorReply;

@Timeout(30)
class ControlClientTest {

  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private TestBus bus;

  @BeforeEach
  void open() throws Exception {
    bus = new TestBus();
  }

  private Answer handle(Command command, Connection connection) {
    switch (String.valueOf(command.cmd())) {
      case "wait" -> await(mayAnswer);
      case "tail" -> {
        for (int i = 0; i < 3; i++) {
          connection.respond(command.msgId(), Map.of("i", (long) i));
        }
        connection.respond("somebody else's", Map.of());
      }
      default -> {}
    }
    return TestBus.echo(command, connection);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void close() throws Exception {
    mayAnswer.countDown();
    bus.close();
  }

  @Test
  void saysWhereNobodyAnswers() throws Exception {
    bus.directory.prepare();
    Path missing = bus.socket();
    Path dead = bus.directory.socket("dead");
    try (SocketClaim claim = bus.directory.claim("dead")) {
      claim.bind(1).close();
      assertTrue(Files.exists(dead));

      IOException refused = assertThrows(IOException.class, () -> ControlClient.connect(dead));
      assertTrue(refused.toString().contains("no worker answers at " + dead + " ("));
    }
    IOException absent = assertThrows(IOException.class, () -> ControlClient.connect(missing));
    assertTrue(absent.toString().contains("no worker answers at " + missing + " ("));
  }

  @Test
  void sendsFieldsAndNullsAsTheyAre() throws Exception {
    bus.serve(this::handle);
    Map<String, @Nullable Object> fields = new HashMap<>();
    fields.put("pattern", null);

    try (ControlClient client = bus.client()) {
      Ack ack = client.ask("echo", fields, TestBus.SOON);

      assertEquals("{cmd=echo, fields={pattern=null}}", String.valueOf(ack.data()));
    }
  }

  @Test
  void namesTheCommandThatGetsNoAnswerInTimeAndStaysUsable() throws Exception {
    bus.serve(this::handle);

    try (ControlClient client = bus.client()) {
      SocketTimeoutException late =
          assertThrows(
              SocketTimeoutException.class,
              () -> client.ask("wait", Map.of(), Duration.ofMillis(100)));
      assertEquals("no answer to wait within 100 ms at " + bus.socket(), late.getMessage());
      mayAnswer.countDown();

      Ack next = client.ask("ping", Map.of(), TestBus.SOON);
      assertEquals("{cmd=ping, fields={}}", String.valueOf(next.data()));
    }
  }

  @Test
  void handsOutTheResponsesOfItsOwnCommand() throws Exception {
    bus.serve(this::handle);
    List<Object> seen = new ArrayList<>();

    try (ControlClient client = bus.client()) {
      Ack ack = client.stream("tail", Map.of(), TestBus.SOON, r -> seen.add(r.data()));

      assertTrue(ack.success());
      assertEquals("[{i=0}, {i=1}, {i=2}]", seen.toString());
    }
  }

  @Test
  void skipsHeartbeats() throws Exception {
    ControlServer server =
        bus.serve((command, connection) -> {
          connection.heartbeats(true);
          return handle(command, connection);
        });
    server.heartbeatInterval(Duration.ofMillis(20));

    try (ControlClient client = bus.client()) {
      for (int i = 0; i < 100; i++) {
        assertTrue(client.ask("ping", Map.of("i", i), TestBus.SOON).success());
        assertFalse(client.next(Duration.ofMillis(1)).filter(Ack.class::isInstance).isPresent());
      }
    }
  }

  @Test
  void tellsWhyItWasRefused() throws Exception {
    ServerLimits none = new ServerLimits(0, TestBus.SOON, TestBus.SOON, TestBus.SOON);
    bus.serve(this::handle, none);

    for (int i = 0; i < 20; i++) {
      try (ControlClient client = bus.client()) {
        ProtocolException refused =
            assertThrows(ProtocolException.class, () -> client.ask("ping", Map.of(), TestBus.SOON));

        assertEquals(bus.socket() + ": 0 connections are open already", refused.getMessage());
      }
    }
  }

  @Test
  void tellsWhenTheWorkerHasGone() throws Exception {
    ControlServer server = bus.serve(this::handle);

    try (ControlClient client = bus.client()) {
      assertTrue(client.ask("ping", Map.of(), TestBus.SOON).success());
      server.close();

      EOFException gone = assertThrows(EOFException.class, () -> client.next(TestBus.SOON));
      assertEquals("the worker has gone: " + bus.socket(), gone.getMessage());
    }
  }

  @Test
  void givesUpWaitingWithoutLosingTheFrameUnderWay() throws Exception {
    bus.serve(this::handle);

    try (ControlClient client = bus.client()) {
      assertEquals(Optional.empty(), client.next(Duration.ZERO));
      client.send(new Message.Response("1", Map.of()));

      assertInstanceOf(ErrorReply.class, client.next(TestBus.SOON).orElseThrow());
    }
  }

  @Test
  @Timeout(10)
  void isNotHeldUpByAFrameThatComesByteByByte() throws Exception {
    bus.directory.prepare();
    try (Dribble _ = new Dribble(bus.socket(), "").start();
        ControlClient client = bus.client()) {
      for (int i = 0; i < 20; i++) {
        assertEquals(Optional.empty(), client.next(Duration.ofMillis(1)));
      }
      assertThrows(
          SocketTimeoutException.class, () -> client.ask("ping", Map.of(), Duration.ofMillis(100)));
    }
  }

  @Test
  @Timeout(10)
  void doesNotWaitForAnAnswerForAsLongAsHeartbeatsCome() throws Exception {
    ControlServer server =
        bus.serve((command, connection) -> {
          connection.heartbeats(true);
          return handle(command, connection);
        });
    server.heartbeatInterval(Duration.ofMillis(20));

    try (ControlClient client = bus.client()) {
      client.ask("ping", Map.of(), TestBus.SOON);
      assertThrows(
          SocketTimeoutException.class, () -> client.ask("wait", Map.of(), Duration.ofMillis(100)));
    }
  }

  @Test
  void doesNotListenToFramesThatAreMuchLongerThanAHeartbeat() throws Exception {
    bus.serve(this::handle);

    try (ControlClient client = ControlClient.listen(bus.socket())) {
      String most = "x".repeat(ControlClient.MOST_HEARD - 1_000);
      assertTrue(client.ask("echo", Map.of("text", most), TestBus.SOON).success());

      ProtocolException refused =
          assertThrows(
              ProtocolException.class,
              () -> client.ask("echo", Map.of("text", most + most), TestBus.SOON));
      assertTrue(refused.getMessage().endsWith("is over the limit of 65536"), refused::toString);
    }
  }

  @Test
  void doesNotSendAFrameOverTheLimit() throws Exception {
    bus.serve(this::handle);

    try (ControlClient client = bus.client()) {
      Map<String, String> fields = Map.of("text", "x".repeat(Frames.LIMIT));

      assertThrows(ProtocolException.class, () -> client.ask("set_config", fields, TestBus.SOON));
      assertTrue(client.ask("ping", Map.of(), TestBus.SOON).success());
    }
  }

  @Test
  void sendsAndReceivesLongFrames() throws Exception {
    bus.serve(this::handle);

    try (ControlClient client = bus.client()) {
      String text = "ä".repeat(Frames.LIMIT / 2 - 200);
      Ack ack = client.ask("echo", Map.of("text", text), TestBus.SOON);

      assertTrue(String.valueOf(ack.data()).contains(text));
    }
  }
}
