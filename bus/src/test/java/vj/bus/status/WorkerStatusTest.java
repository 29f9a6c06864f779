package vj.bus.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending.Cause;
import vj.bus.status.Hearing.Pulse;
import vj.bus.status.History.Failure;
import vj.bus.status.Probe.Absent;
import vj.bus.status.Probe.Beating;
import vj.bus.status.Probe.Said;
import vj.bus.status.Probe.Silent;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.ServiceUnit.Words;
import vj.bus.status.WorkerStatus.Health;

final class WorkerStatusTest {

  private static final Probe BEATING =
      new Beating(new Said(4711, 12.5, Map.of("status", "running", "rss_bytes", 1L << 20)));

  private static WorkerStatus status(Probe probe, Pulse pulse) {
    return status(probe, pulse, Optional.empty());
  }

  private static WorkerStatus status(Probe probe, Pulse pulse, Optional<ServiceUnit> unit) {
    return new WorkerStatus(
        "audio_analyzer",
        Optional.of(WorkerName.AUDIO),
        unit,
        probe,
        new Hearing(
            pulse, Optional.of(Instant.ofEpochSecond(1000)), Optional.of(Duration.ofMillis(1500))),
        Optional.empty(),
        Optional.of(
            new History(
                7,
                Optional.of(
                    new Failure(Instant.ofEpochSecond(900), new Ending(Cause.SIGNAL, 9))))));
  }

  private static Optional<ServiceUnit> running() {
    return Optional.of(
        new ServiceUnit(
            WorkerName.AUDIO,
            Phase.RUNNING,
            true,
            4711,
            Optional.empty(),
            2,
            Ending.NONE,
            0,
            new Words("active", "running"),
            "/unit",
            false));
  }

  @Test
  void takesAListenedToWorkerAtItsWordWhileItIsHeard() {
    Probe degraded =
        new Beating(new Said(1, 1, Map.of("status", "degraded", "last_error", "no sound card")));

    assertEquals(Health.HEALTHY, status(BEATING, Pulse.STEADY).health());
    assertEquals(Health.DEGRADED, status(degraded, Pulse.STEADY).health());
    assertEquals(Optional.of("no sound card"), status(degraded, Pulse.STEADY).lastError());
  }

  @Test
  void doesNotBelieveWhatAWorkerSaidBeforeItFellSilent() {
    WorkerStatus unhealthy = status(BEATING, Pulse.OVERDUE);
    WorkerStatus silent = status(BEATING, Pulse.LOST);

    assertEquals(Health.UNHEALTHY, unhealthy.health());
    assertEquals(Health.SILENT, silent.health());
    assertTrue(silent.running());
    assertEquals(Optional.of("its heartbeats have stopped: stopped or hung"), silent.lastError());
  }

  @Test
  void hasAWordOfItsOwnForOneThatDoesNotAnswerWhenNobodyKnowsForHowLong() {
    assertEquals(Health.UNANSWERED, status(new Silent("hung"), Pulse.UNKNOWN).health());
    assertEquals("no answer", Health.UNANSWERED.text());
    assertEquals(Health.UNHEALTHY, status(new Silent("hung"), Pulse.OVERDUE).health());
    assertEquals(Health.SILENT, status(new Silent("hung"), Pulse.LOST).health());
    assertEquals(Health.SILENT, status(new Absent(), Pulse.LOST, running()).health());
    assertEquals(Health.STOPPED, status(new Absent(), Pulse.LOST).health());
  }

  @Test
  void writesWhatClientsOfTheStatusLayerRead() {
    Map<String, @Nullable Object> plain = status(BEATING, Pulse.STEADY, running()).plain();

    assertEquals(true, plain.get("enabled"));
    assertEquals(true, plain.get("running"));
    assertEquals(true, plain.get("healthy"));
    assertEquals("active", plain.get("state"));
    assertEquals("running", plain.get("sub_state"));
    assertEquals(4711L, plain.get("pid"));
    assertEquals(2L, plain.get("restart_count"));
    assertEquals(7L, plain.get("restarts_total"));
    assertEquals(1000.0, plain.get("last_heartbeat"));
    assertEquals(1.5, plain.get("heartbeat_age_sec"));
    assertEquals(Map.of("status", "running", "rss_bytes", 1L << 20), plain.get("stats"));
    assertEquals(
        Map.of("at", 900.0, "cause", "signal", "status", 9L, "text", "killed by signal 9"),
        plain.get("last_failure"));
  }

  @Test
  void saysNothingOfWhatNobodyKnows() {
    Map<String, @Nullable Object> plain =
        new WorkerStatus(
                "smoke",
                Optional.empty(),
                Optional.empty(),
                new Absent(),
                Hearing.NONE,
                Optional.empty(),
                Optional.empty())
            .plain();

    assertEquals(false, plain.get("running"));
    for (String key : new String[] {"restarts_total", "last_failure", "last_heartbeat", "stats"}) {
      assertTrue(plain.containsKey(key), key);
      assertNull(plain.get(key), key);
    }
    assertFalse(plain.isEmpty());
  }
}
