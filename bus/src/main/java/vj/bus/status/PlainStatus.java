package vj.bus.status;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.status.Probe.Answering;
import vj.bus.status.WorkerStatus.Health;

/// A [WorkerStatus] as JSON has it; docs/protocol.md lists the fields. Stateless.
final class PlainStatus {

  private PlainStatus() {}

  static Map<String, @Nullable Object> of(WorkerStatus worker) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    plain.put("short_name", worker.shortName());
    plain.put("installed", worker.installed());
    plain.put("enabled", worker.enabled());
    plain.put("running", worker.running());
    plain.put("healthy", worker.health() == Health.HEALTHY);
    plain.put("health", worker.health().word());
    plain.put("state", worker.unit().map(unit -> unit.words().state()).orElse(null));
    plain.put("sub_state", worker.unit().map(unit -> unit.words().subState()).orElse(null));
    plain.put("pid", worker.pid().isPresent() ? worker.pid().getAsLong() : null);
    plain.put("uptime_sec", worker.uptime().map(PlainStatus::seconds).orElse(null));
    plain.put("restart_count", worker.unit().map(unit -> (long) unit.restarts()).orElse(null));
    plain.put("restarts_total", worker.history().map(History::restarts).orElse(null));
    plain.put("last_failure", failure(worker));
    plain.put("last_heartbeat", worker.hearing().last().map(PlainStatus::epoch).orElse(null));
    plain.put("heartbeat_age_sec", worker.heartbeatAge().map(PlainStatus::seconds).orElse(null));
    plain.put("cpu_percent", worker.load().map(Load::cpuPercent).orElse(null));
    plain.put("osc_per_second", worker.load().map(Load::oscPerSecond).orElse(null));
    plain.put("load_since_start", worker.load().map(Load::sinceStart).orElse(null));
    plain.put("rss_bytes", worker.rssBytes().isPresent() ? worker.rssBytes().getAsLong() : null);
    plain.put("doing", worker.doing().orElse(null));
    plain.put("last_error", worker.lastError().orElse(null));
    plain.put("targets", worker.probe() instanceof Answering answering ? targets(answering) : null);
    plain.put("stats", worker.probe().said().isPresent() ? worker.stats() : null);
    return plain;
  }

  private static @Nullable Map<String, @Nullable Object> failure(WorkerStatus worker) {
    return worker.history().flatMap(History::lastFailure).map(PlainStatus::of).orElse(null);
  }

  /// @return `at` in seconds since the epoch, `cause`, `status` (an exit code or a signal), `text`
  static Map<String, @Nullable Object> of(History.Failure failure) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    plain.put("at", epoch(failure.at()));
    plain.put("cause", failure.ending().cause().name().toLowerCase(Locale.ROOT));
    plain.put("status", (long) failure.ending().status());
    plain.put("text", failure.ending().text());
    return plain;
  }

  private static Object targets(Answering answering) {
    return answering.state().get("targets") instanceof List<?> list ? list : List.of();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private static double epoch(Instant instant) {
    return instant.toEpochMilli() / 1_000.0;
  }
}
