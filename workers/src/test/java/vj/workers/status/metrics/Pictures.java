package vj.workers.status.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending;
import vj.bus.status.Ending.Cause;
import vj.bus.status.Hearing;
import vj.bus.status.Hearing.Pulse;
import vj.bus.status.History;
import vj.bus.status.History.Failure;
import vj.bus.status.Probe;
import vj.bus.status.Probe.Absent;
import vj.bus.status.Probe.Beating;
import vj.bus.status.Probe.Said;
import vj.bus.status.ServiceUnit;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.ServiceUnit.Words;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;

/// Pictures of workers, as vj-status makes them.
final class Pictures {

  private Pictures() {}

  /// All six, well and busy, so that every metric has a value.
  static Snapshot allWell() {
    List<WorkerStatus> workers = new ArrayList<>();
    for (WorkerName name : WorkerName.values()) {
      workers.add(beating(name, stats(name)));
    }
    return of(workers);
  }

  static Snapshot of(List<WorkerStatus> workers) {
    return new Snapshot(Optional.empty(), Optional.empty(), workers);
  }

  static WorkerStatus beating(WorkerName name, Map<String, @Nullable Object> stats) {
    return new WorkerStatus(
        name.busName(),
        Optional.of(name),
        Optional.of(unit(name, Phase.RUNNING)),
        new Beating(new Said(4711, 12.5, stats)),
        heard(Duration.ofMillis(1_500)),
        Optional.empty(),
        Optional.of(
            new History(
                7,
                Optional.of(
                    new Failure(
                        Instant.parse("2026-01-01T02:00:00Z"), new Ending(Cause.WATCHDOG, 0))))));
  }

  static WorkerStatus without(WorkerName name, Phase phase) {
    return new WorkerStatus(
        name.busName(),
        Optional.of(name),
        Optional.of(unit(name, phase)),
        new Absent(),
        heard(Duration.ofSeconds(90)),
        Optional.empty(),
        Optional.of(new History(5, Optional.empty())));
  }

  /// A worker that is none of ours.
  static WorkerStatus stranger(String name) {
    Map<String, @Nullable Object> stats =
        Map.of("status", "running", "osc_sent", 3L, "rss_bytes", 1L << 40, "pss_bytes", 1L << 40);
    Probe probe = new Beating(new Said(1, 1, stats));
    return new WorkerStatus(
        name,
        Optional.empty(),
        Optional.empty(),
        probe,
        heard(Duration.ofSeconds(1)),
        Optional.empty(),
        Optional.empty());
  }

  private static Hearing heard(Duration age) {
    return new Hearing(Pulse.STEADY, Optional.of(Instant.ofEpochSecond(1_000)), Optional.of(age));
  }

  private static ServiceUnit unit(WorkerName name, Phase phase) {
    return new ServiceUnit(
        name,
        phase,
        true,
        phase == Phase.RUNNING ? 4711 : 0,
        Optional.empty(),
        5,
        phase == Phase.FAILED ? new Ending(Cause.EXIT, 78) : Ending.NONE,
        0,
        new Words("active", "running"),
        "/units/" + name.unit() + ".service",
        false);
  }

  static Map<String, @Nullable Object> stats(WorkerName name) {
    Map<String, @Nullable Object> stats = new HashMap<>();
    stats.put("status", "running");
    stats.put("last_error", null);
    stats.put("commands_handled", 42L);
    stats.put("osc_sent", 123_456L);
    stats.put("osc_dropped", 3L);
    stats.put("log_errors", 1L);
    stats.put("log_warnings", 4L);
    stats.put("rss_bytes", 64L << 20);
    stats.put("pss_bytes", 28L << 20);
    stats.put("cpu_seconds", 1.25);
    switch (name) {
      case AUDIO -> stats.putAll(audio());
      case SPOTIFY, VIRTUALDJ -> stats.put("on_air", name == WorkerName.SPOTIFY);
      case OSC_DEBUGGER ->
          stats.putAll(Map.of("message_count", 20_000L, "malformed", 1L, "kernel_drops", 0L));
      case LYRICS, STATUS -> {}
    }
    return stats;
  }

  private static Map<String, Object> audio() {
    Map<String, Object> stats = new HashMap<>();
    stats.put("frames_sent", 600L);
    stats.put("frames_skipped", 1L);
    stats.put("fps", 59.97);
    stats.put("latency_ms", 11.5);
    stats.put("alive", true);
    stats.put("peak_dbfs", -6.5);
    stats.put("bpm", 124.02);
    stats.put("overruns", 512L);
    stats.put("capture_overruns", 256L);
    stats.put("events_dropped", 2L);
    return stats;
  }
}
