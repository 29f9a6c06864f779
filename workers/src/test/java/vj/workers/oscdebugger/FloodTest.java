package vj.workers.oscdebugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    debugger.ask("clear", Map.of());
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

  private static Map<?, ?> line(String address) throws Exception {
    Map<String, @Nullable Object> data = debugger.data("get_stats", Map.of("pattern", address));
    return (Map<?, ?>) ((List<?>) Objects.requireNonNull(data.get("addresses"))).getFirst();
  }

  private static List<?> arguments(Map<?, ?> line) {
    return (List<?>) Objects.requireNonNull(line.get("args"));
  }
}
