package vj.bus.control;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SlowReaderTest {

  private static final ServerLimits IMPATIENT =
      TestBus.limits(Duration.ofSeconds(30), Duration.ofMillis(300));

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
  void aClientThatNeverReadsItsAnswersIsClosedAndNobodyElseNotices() throws Exception {
    String text = "x".repeat(10_000);
    ControlServer server = bus.serve((_, _) -> Answer.of(Map.of("text", text)), IMPATIENT);

    try (RawClient deaf = bus.raw();
        ControlClient other = bus.client()) {
      Thread talking = Thread.ofPlatform().start(() -> commandsWithoutEnd(deaf));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            assertTrue(other.ask("ping", Map.of(), Duration.ofSeconds(1)).success());
            return server.connections() == 1;
          });
      talking.join();

      assertTrue(other.ask("ping", Map.of(), TestBus.SOON).success());
    }
  }

  @Test
  void aStreamToAClientThatDoesNotReadEnds() throws Exception {
    BlockingQueue<Connection> streams = new LinkedBlockingQueue<>();
    ControlServer server =
        bus.serve(
            (command, connection) -> {
              streams.add(connection);
              return TestBus.echo(command, connection);
            },
            IMPATIENT);

    try (ControlClient client = bus.client()) {
      assertTrue(client.ask("tail", Map.of(), TestBus.SOON).success());
      Connection stream = streams.poll(5, TimeUnit.SECONDS);
      int taken = 0;
      while (stream.respond("1", Map.of("text", "x".repeat(1000)))) {
        taken++;
      }

      assertTrue(taken >= Outbox.FRAMES && taken < 2000, "taken: " + taken);
      await().atMost(TestBus.SOON).until(() -> server.connections() == 0);
    }
  }

  @Test
  void aFastPipelineIsNotTakenForAClientThatDoesNotRead() throws Exception {
    bus.serve(TestBus::echo);
    int commands = 5000;

    try (RawClient client = bus.raw()) {
      Thread talking =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < commands; i++) {
                  command(client);
                }
              });

      for (int i = 0; i < commands; i++) {
        assertEquals("1", client.read().get("msg_id"));
      }
      talking.join();
    }
  }

  private static void commandsWithoutEnd(RawClient client) {
    boolean open = true;
    while (open) {
      open = command(client);
    }
  }

  private static boolean command(RawClient client) {
    try {
      client.writeFrame("{\"type\":\"command\",\"msg_id\":\"1\",\"cmd\":\"ping\"}");
      return true;
    } catch (SocketException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
