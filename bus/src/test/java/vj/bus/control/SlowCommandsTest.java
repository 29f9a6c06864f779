package vj.bus.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Message.Command;

@Timeout(30)
class SlowCommandsTest {

  private final CountDownLatch done = new CountDownLatch(1);
  private final BlockingQueue<String> threads = new LinkedBlockingQueue<>();
  private TestBus bus;

  @BeforeEach
  void open() throws Exception {
    bus = new TestBus();
    bus.serve(
        new CommandHandler() {
          @Override
          public Answer handle(Command command, Connection connection) {
            if (slow(command)) {
              threads.add(Thread.currentThread().getName());
              return waited();
            }
            return TestBus.echo(command, connection);
          }

          @Override
          public boolean slow(Command command) {
            return "benchmark".equals(command.cmd());
          }
        });
  }

  private Answer waited() {
    try {
      return Answer.done(done.await(20, TimeUnit.SECONDS) ? "waited" : "in vain");
    } catch (InterruptedException e) {
      return Answer.refused("interrupted");
    }
  }

  @AfterEach
  void close() throws Exception {
    done.countDown();
    bus.close();
  }

  @Test
  void quickOnesAreAnsweredMeanwhile() throws Exception {
    try (RawClient client = bus.raw()) {
      send(client, "1", "benchmark");
      send(client, "2", "get_state");
      assertEquals("2", client.read().get("msg_id"));
      done.countDown();

      Map<String, ?> slow = client.read();
      assertEquals(List.of("1", "waited"), List.of(slow.get("msg_id"), slow.get("message")));
      assertEquals("demo-client-1-slow", threads.take());
    }
  }

  @Test
  void withoutAMsgIdTheyKeepTheirPlace() throws Exception {
    try (RawClient client = bus.raw()) {
      client.writeFrame("{\"type\":\"command\",\"cmd\":\"benchmark\"}");
      send(client, "2", "get_state");
      assertEquals("demo-client-1-read", threads.take());
      done.countDown();

      assertEquals("waited", client.read().get("message"));
      assertEquals("2", client.read().get("msg_id"));
    }
  }

  @Test
  void atMostSixteenWait() throws Exception {
    try (RawClient client = bus.raw()) {
      send(client, "running", "benchmark");
      threads.take();
      for (int i = 0; i < 16; i++) {
        send(client, "waiting", "benchmark");
      }
      send(client, "refused", "benchmark");

      Map<String, ?> refused = client.read();
      assertEquals("refused", refused.get("msg_id"));
      assertEquals("16 commands that take long are waiting already", refused.get("message"));
      done.countDown();
      List<Object> answered = new ArrayList<>();
      for (int i = 0; i < 17; i++) {
        answered.add(client.read().get("message"));
      }
      assertTrue(answered.stream().allMatch("waited"::equals), answered.toString());
    }
  }

  @Test
  void oneThatNeverEndsHoldsUpNeitherOthersNorTheEnd() throws Exception {
    try (RawClient stuck = bus.raw();
        ControlClient other = bus.client()) {
      send(stuck, "1", "benchmark");
      threads.take();
      assertTrue(other.ask("get_state", Map.of(), TestBus.SOON).success());

      long before = System.nanoTime();
      bus.close();
      assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before) < 2500);
    }
  }

  private static void send(RawClient client, String msgId, String cmd) throws Exception {
    client.writeFrame(
        "{\"type\":\"command\",\"msg_id\":\"%s\",\"cmd\":\"%s\"}".formatted(msgId, cmd));
  }
}
