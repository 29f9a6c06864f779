package vj.workers.oscdebugger;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The port, its buffer and the ring of the running worker, while they change.
@Timeout(60)
class CapturePortTest {

  private static DebuggerProcess debugger;

  @BeforeAll
  static void start() throws Exception {
    debugger = new DebuggerProcess();
  }

  @AfterAll
  static void stop() throws Exception {
    debugger.close();
  }

  @BeforeEach
  void clear() throws Exception {
    debugger.clear();
  }

  @Test
  void movesToAnotherPortAndWaitsForOneThatIsTaken() throws Exception {
    try {
      int other;
      try (var taken = new DatagramSocket()) {
        other = taken.getLocalPort();
        assertTrue(debugger.ask("set_config", Map.of("osc_port", (long) other)).success());
        await().until(() -> "degraded".equals(debugger.state().get("status")));
        String why = String.valueOf(debugger.state().get("last_error"));
        assertTrue(why.startsWith("UDP port %d cannot be had".formatted(other)), why);
      }

      await()
          .atMost(DebuggerProcess.SOON)
          .until(() -> "running".equals(debugger.state().get("status")));
      assertEquals((long) other, debugger.state().get("osc_port"));
    } finally {
      debugger.ask("set_config", Map.of("osc_port", (long) debugger.port));
    }
    await().until(() -> sockets().contains((long) debugger.port));
    debugger.send(Osc.of("/back", 1));
    await().until(() -> debugger.number("message_count") == 1);
  }

  @Test
  void closesThePortWhenItIsToldTo() throws Exception {
    debugger.ask("set_config", Map.of("osc_enabled", false));
    await().until(() -> !sockets().contains((long) debugger.port));
    debugger.ask("set_config", Map.of("osc_enabled", true));

    await().until(() -> sockets().contains((long) debugger.port));
  }

  private static List<?> sockets() throws Exception {
    return ((List<?>) Objects.requireNonNull(debugger.state().get("sockets")))
        .stream().map(socket -> ((Map<?, ?>) socket).get("port")).toList();
  }

  @Test
  void keepsTheNewestWhenTheCapacityShrinks() throws Exception {
    for (int i = 0; i < 1200; i++) {
      debugger.send(Osc.of("/n", i));
    }
    debugger.await("message_count", 1200);

    debugger.ask("set_config", Map.of("capacity", 1000));
    debugger.await("kept", 1000);
    debugger.ask("set_config", Map.of("capacity", 500_000));
    debugger.await("capacity", 500_000);
    debugger.send(Osc.of("/n", 1200));

    debugger.await("kept", 1001);
    assertEquals(List.of(1200.0), debugger.messages(Map.of()).getLast().get("args"));
  }

  @Test
  void countsWhatTheKernelThrewAway() throws Exception {
    long before = debugger.number("kernel_drops");
    byte[] large = Osc.message("/large", ",s").text("x".repeat(60_000)).bytes();

    debugger.stop();
    try {
      for (int i = 0; i < 500; i++) { // 30 MB, more than any receive buffer of ours holds
        debugger.send(large);
      }
    } finally {
      debugger.goOn();
    }

    await()
        .untilAsserted(() ->
            assertEquals(
                500, debugger.number("message_count") + debugger.number("kernel_drops") - before));
    assertTrue(debugger.number("kernel_drops") > before);
    assertTrue(debugger.number("message_count") > 0);
    assertTrue(debugger.number("receive_buffer") > 0);
    assertTrue(debugger.logged().contains("receive buffers of"));
    assertTrue(debugger.logged().contains("has thrown away"));
  }
}
