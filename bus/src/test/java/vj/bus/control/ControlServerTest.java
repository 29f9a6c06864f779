package vj.bus.control;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Message.Ack;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.Register;

@Timeout(30)
class ControlServerTest {

  private static final String PING = "{\"type\":\"command\",\"msg_id\":\"1\",\"cmd\":\"ping\"}";

  private TestBus bus;

  @BeforeEach
  void open() throws Exception {
    bus = new TestBus();
  }

  @AfterEach
  void close() throws Exception {
    bus.close();
  }

  @Test
  void answersACommandUnderItsMsgId() throws Exception {
    bus.serve(TestBus::echo);

    try (RawClient client = bus.raw()) {
      client.writeFrame(
          "{\"cmd\":\"ping\",\"x\":[1,null],\"type\":\"command\",\"msg_id\":\"a-1\",\"y\":null}");
      Map<String, ?> ack = client.read();

      assertEquals("ack", ack.get("type"));
      assertEquals("a-1", ack.get("msg_id"));
      assertEquals(true, ack.get("success"));
      assertTrue(ack.containsKey("message") && ack.get("message") == null);
      assertEquals("{cmd=ping, fields={x=[1, null], y=null}}", String.valueOf(ack.get("data")));
    }
  }

  @Test
  void answersCommandsOfOneConnectionInOrder() throws Exception {
    bus.serve(TestBus::echo);

    try (RawClient client = bus.raw()) {
      for (int i = 0; i < 200; i++) {
        client.writeFrame("{\"type\":\"command\",\"msg_id\":\"%d\",\"cmd\":\"ping\"}".formatted(i));
      }

      for (int i = 0; i < 200; i++) {
        assertEquals(Integer.toString(i), client.read().get("msg_id"));
      }
    }
  }

  @Test
  void refusesACommandWithoutCmd() throws Exception {
    bus.serve(TestBus::echo);

    try (RawClient client = bus.raw()) {
      client.writeFrame("{\"type\":\"command\",\"msg_id\":\"2\"}");
      Map<String, ?> ack = client.read();

      assertEquals(List.of("ack", "2"), List.of(ack.get("type"), ack.get("msg_id")));
      assertEquals(false, ack.get("success"));
      assertEquals("command without cmd", ack.get("message"));
    }
  }

  @Test
  void refusesThe65thConnectionAndTakesItOnceThereIsRoom() throws Exception {
    ControlServer server = bus.serve(TestBus::echo);
    List<ControlClient> clients = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      clients.add(bus.client());
    }

    try (RawClient refused = bus.raw()) {
      assertEquals("error: 64 connections are open already", refused.readError());
      assertTrue(refused.closed());
    }
    for (ControlClient client : clients) {
      assertTrue(client.ask("ping", Map.of(), TestBus.SOON).success());
    }
    clients.removeLast().close();
    await().atMost(TestBus.SOON).until(() -> server.connections() == 63);
    try (ControlClient admitted = bus.client()) {
      assertTrue(admitted.ask("ping", Map.of(), TestBus.SOON).success());
    }
    for (ControlClient client : clients) {
      client.close();
    }
  }

  @Test
  void acceptsABurstOfThirtyConnects() throws Exception {
    bus.serve(TestBus::echo);
    List<RawClient> burst = new ArrayList<>();

    for (int i = 0; i < 30; i++) {
      burst.add(bus.raw());
    }

    for (RawClient client : burst) {
      client.writeFrame(PING);
    }
    for (RawClient client : burst) {
      assertEquals("1", client.read().get("msg_id"));
      client.close();
    }
  }

  @Test
  void handsARegistrationToAHandlerThatTakesIt() throws Exception {
    BlockingQueue<Register> registered = new LinkedBlockingQueue<>();
    bus.serve(
        new CommandHandler() {
          @Override
          public Answer handle(Command command, Connection connection) {
            return TestBus.echo(command, connection);
          }

          @Override
          public boolean register(Register message) {
            return registered.add(message);
          }
        });
    Register register = new Register("audio_analyzer", 5, "/run/a.sock", List.of("/audio"));

    try (ControlClient client = bus.client()) {
      client.send(register);

      assertEquals(register, registered.poll(5, TimeUnit.SECONDS));
      Ack next = client.ask("ping", Map.of(), TestBus.SOON); // nothing came in between
      assertTrue(next.success());
    }
  }

  @Test
  void answersARegistrationNobodyTakesWithAnError() throws Exception {
    bus.serve(TestBus::echo);

    try (RawClient client = bus.raw()) {
      client.write(Frames.frame(new Register("a", 5, "/run/a.sock", List.of())));

      assertEquals("error: demo takes no register", client.readError());
    }
  }

  @Test
  void answersAHandlersBugAndGoesOn() throws Exception {
    bus.serve((command, connection) -> {
      if ("throw".equals(command.cmd())) {
        throw new IllegalStateException("oops");
      }
      return "odd".equals(command.cmd())
          ? Answer.of(Map.of("value", Duration.ZERO))
          : TestBus.echo(command, connection);
    });

    try (ControlClient client = bus.client()) {
      Ack thrown = client.ask("throw", Map.of(), TestBus.SOON);
      Ack odd = client.ask("odd", Map.of(), TestBus.SOON);
      Ack good = client.ask("ping", Map.of(), TestBus.SOON);

      assertEquals("internal error: java.lang.IllegalStateException: oops", thrown.message());
      assertFalse(odd.success());
      assertTrue(good.success());
    }
  }

  @Test
  void carriesOutWhatAClientSentBeforeItLeft() throws Exception {
    BlockingQueue<String> handled = new LinkedBlockingQueue<>();
    bus.serve((command, _) -> {
      handled.add(String.valueOf(command.cmd()));
      return Answer.done("");
    });

    try (RawClient client = bus.raw()) {
      client.writeFrame("{\"type\":\"command\",\"cmd\":\"restart\"}");
    }

    assertEquals("restart", handled.poll(5, TimeUnit.SECONDS));
  }

  @Test
  void answersAClientThatHasShutItsSideDown() throws Exception {
    bus.serve(TestBus::echo);

    try (RawClient client = bus.raw()) {
      client.writeFrame(PING);
      client.socket.getChannel().shutdownOutput();

      assertEquals("1", client.read().get("msg_id"));
      assertTrue(client.closed());
    }
  }

  @Test
  void closesEverythingAndRemovesTheSocket() throws Exception {
    ControlServer server = bus.serve(TestBus::echo);

    try (RawClient client = bus.raw()) {
      client.writeFrame(PING);
      assertEquals("1", client.read().get("msg_id"));
      server.close();
      server.close();

      assertTrue(client.closed());
      assertFalse(Files.exists(bus.socket()));
      assertEquals(0, server.connections());
      await().until(() -> serverThreads().isEmpty());
    }
  }

  private static List<String> serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("demo-"))
        .toList();
  }
}
