package vj.workers.oscdebugger.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vj.bus.control.Message.Heartbeat;
import vj.workers.oscdebugger.record.Recorded;

class StateChangesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T20:15:30.123Z");

  private final List<String> told = new ArrayList<>();
  private final StateChanges changes =
      new StateChanges(
          () -> NOW,
          recorded -> {
            if (recorded instanceof Recorded.Change(Instant time, String worker, String text)) {
              assertEquals(NOW, time);
              told.add(worker + " " + text);
            }
          });

  @Test
  void tellsWhatAWorkerIsWhenItIsFirstHeard() {
    changes.subscribed("audio_analyzer");
    changes.heard(heartbeat(12, Map.of("status", "running", "doing", "Mic: 128 bpm")));

    assertEquals(
        List.of(
            "audio_analyzer subscribed",
            "audio_analyzer pid: 12",
            "audio_analyzer status: running",
            "audio_analyzer doing: Mic: 128 bpm"),
        told);
  }

  @Test
  void tellsWhatHasChangedAndNothingElse() {
    changes.heard(heartbeat(12, Map.of("status", "running", "osc_sent", 1L)));
    changes.heard(heartbeat(12, Map.of("status", "running", "osc_sent", 2L)));
    told.clear();

    changes.heard(
        heartbeat(12, Map.of("status", "degraded", "last_error", "no device", "osc_sent", 3L)));
    changes.heard(heartbeat(12, Map.of("status", "running")));

    assertEquals(
        List.of(
            "audio_analyzer status: running -> degraded",
            "audio_analyzer last_error: no device",
            "audio_analyzer status: degraded -> running",
            "audio_analyzer last_error: no device -> none"),
        told);
  }

  @Test
  void aWorkerThatCameBackHasAnotherPid() {
    changes.heard(heartbeat(12, Map.of("status", "running")));
    told.clear();

    changes.gone("audio_analyzer", "it ended");
    changes.subscribed("audio_analyzer");
    changes.heard(heartbeat(34, Map.of("status", "running")));

    assertEquals(
        List.of(
            "audio_analyzer gone: it ended",
            "audio_analyzer subscribed",
            "audio_analyzer pid: 12 -> 34"),
        told);
  }

  @Test
  void survivesHeartbeatsOfAnyContent() {
    Map<String, @Nullable Object> stats = new HashMap<>();
    stats.put("status", 7L);
    stats.put("last_error", null);
    stats.put("doing", "x".repeat(1_000_000));

    changes.heard(heartbeat(1, stats));
    for (int i = 0; i < 1_000; i++) {
      changes.heard(new Heartbeat("worker " + i, i, 0, Map.of("status", "running")));
    }

    assertTrue(told.stream().allMatch(each -> each.length() < 1_100));
    assertTrue(told.size() < 200, "of so many workers only some are remembered: " + told.size());
  }

  private static Heartbeat heartbeat(long pid, Map<String, ? extends @Nullable Object> stats) {
    return new Heartbeat("audio_analyzer", pid, 1.5, new HashMap<>(stats));
  }
}
