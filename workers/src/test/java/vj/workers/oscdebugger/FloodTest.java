package vj.workers.oscdebugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.ControlClient;
import vj.bus.control.Message.Ack;

/// What is large comes in great numbers to a process with its small heap.
@Timeout(120)
class FloodTest {

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
  void manyAddressesWithManyLongTextsFitTheHeap() throws Exception {
    debugger.send(Osc.message("/short", ",s").text("whole").bytes());
    for (int i = 0; i < AddressStats.MOST_ADDRESSES; i++) {
      Osc long32 = Osc.message("/long/" + i, "," + "s".repeat(31) + "f");
      for (int text = 0; text < 31; text++) {
        long32.text("ж".repeat(256));
      }
      debugger.send(long32.int32(Float.floatToIntBits(0.5f)).bytes());
      if (i % 20 == 19) {
        debugger.await("message_count", i + 2);
      }
    }
    debugger.send(Osc.message("/short", ",s").text("whole").bytes());

    debugger.await("message_count", AddressStats.MOST_ADDRESSES + 2);
    assertEquals(AddressStats.MOST_ADDRESSES, debugger.number("addresses"));
    assertEquals(List.of("whole"), line("/short").get("args"));
    assertEquals(false, line("/short").get("args_cut"));
    Map<?, ?> late = line("/long/4000");
    assertEquals(Set.of("…", 0.5), Set.copyOf(arguments(late)));
    assertEquals(true, late.get("args_cut"));
    assertTrue(debugger.isAlive());
  }

  @Test
  void manyClientsMayAskForTheLargestAnswersAtOnce() throws Exception {
    byte[] many = Osc.message("/many", "," + "I".repeat(60_000)).bytes(); // an object each
    for (int i = 0; i < 20; i++) {
      debugger.send(many);
      debugger.await("message_count", i + 1);
    }

    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> asked =
          Stream.generate(() -> clients.submit(FloodTest::ask)).limit(8).toList();

      for (Future<Integer> answered : asked) {
        assertEquals(10, answered.get());
      }
    }
    assertTrue(debugger.isAlive());
  }

  /// @return how many of ten answers were what was asked for
  private static int ask() throws Exception {
    int answered = 0;
    try (ControlClient client = debugger.connect()) {
      for (int i = 0; i < 10; i++) {
        Ack ack = client.ask("get_messages", Map.of("count", 1000L), DebuggerProcess.SOON);
        answered += ack.success() && Boolean.TRUE.equals(truncated(ack)) ? 1 : 0;
      }
    }
    return answered;
  }

  private static @Nullable Object truncated(Ack ack) {
    return Objects.requireNonNull(ack.data()).get("truncated");
  }

  private static Map<?, ?> line(String address) throws Exception {
    Map<String, @Nullable Object> data = debugger.data("get_stats", Map.of("pattern", address));
    return (Map<?, ?>) ((List<?>) Objects.requireNonNull(data.get("addresses"))).getFirst();
  }

  private static List<?> arguments(Map<?, ?> line) {
    return (List<?>) Objects.requireNonNull(line.get("args"));
  }
}
