package vj.bus.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AttachedResourcesTest {

  private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
  private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
  private TestBus bus;
  private ControlServer server;

  @BeforeEach
  void open() throws Exception {
    bus = new TestBus();
    server =
        bus.serve((command, connection) -> {
          connections.add(connection);
          return TestBus.echo(command, connection);
        });
  }

  @AfterEach
  void close() throws Exception {
    bus.close();
  }

  @Test
  void areClosedWhenTheClientLeaves() throws Exception {
    try (ControlClient client = bus.client()) {
      Connection connection = connection(client);
      connection.attach("osc", () -> closed.add("osc"));
      connection.attach("tail", () -> closed.add("tail"));
      assertNull(closed.poll());
    }

    String first = closed.poll(5, TimeUnit.SECONDS);
    String second = closed.poll(5, TimeUnit.SECONDS);
    assertTrue("osc".equals(first) ? "tail".equals(second) : "osc".equals(second));
  }

  @Test
  void areClosedWhenTheServerCloses() throws Exception {
    try (ControlClient client = bus.client()) {
      connection(client).attach("osc", () -> closed.add("osc"));
      server.close();

      assertEquals("osc", closed.poll());
    }
  }

  @Test
  void areClosedByTheirSuccessorUnderTheSameKey() throws Exception {
    try (ControlClient client = bus.client()) {
      Connection connection = connection(client);
      connection.attach("osc", () -> closed.add("first"));
      connection.attach("osc", () -> closed.add("second"));
      assertEquals("first", closed.poll());
      connection.attach("osc", null);

      assertEquals("second", closed.poll());
      connection.attach("osc", null);
    }

    assertNull(closed.poll(200, TimeUnit.MILLISECONDS));
  }

  @Test
  void areClosedAtOnceAfterTheEnd() throws Exception {
    Connection connection;
    try (ControlClient client = bus.client()) {
      connection = connection(client);
      connection.attach("osc", () -> closed.add("before"));
    }
    assertEquals("before", closed.poll(5, TimeUnit.SECONDS));

    connection.attach("osc", () -> closed.add("after"));

    assertEquals("after", closed.poll());
    assertFalse(connection.respond("1", Map.of()));
  }

  private Connection connection(ControlClient client) throws Exception {
    assertTrue(client.ask("subscribe", Map.of(), TestBus.SOON).success());
    return connections.take();
  }
}
