package vj.bus.status;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vj.bus.control.WorkerName;
import vj.bus.status.Probe.Absent;
import vj.bus.status.Probe.Answering;
import vj.bus.status.Probe.Silent;
import vj.bus.status.Probe.Stale;
import vj.bus.status.ServiceUnit.Phase;

/// One worker at one moment: its unit and its socket together. Immutable.
///
/// @param name the bus name
/// @param known empty for a socket of a worker that this bundle does not have
/// @param unit empty where no init system could be asked
/// @param heartbeatAge since it was last heard; empty if it never was
/// @param load empty while it does not answer
public record WorkerStatus(
    String name,
    Optional<WorkerName> known,
    Optional<ServiceUnit> unit,
    Probe probe,
    Optional<Duration> heartbeatAge,
    Optional<Load> load) {

  /// What people want to know first.
  public enum Health {
    HEALTHY,
    /// It is up and says itself that it cannot do its job.
    DEGRADED,
    STARTING,
    STOPPING,
    /// It ended and the init system will start it again after the backoff.
    WAITING,
    /// It is up and does not answer.
    SILENT,
    FAILED,
    STOPPED
  }

  public Health health() {
    return switch (probe) {
      case Answering answering ->
          switch (text(answering.state(), "status").orElse("running")) {
            case "starting" -> Health.STARTING;
            case "stopping" -> Health.STOPPING;
            case "degraded" -> Health.DEGRADED;
            default -> Health.HEALTHY;
          };
      case Silent _ -> Health.SILENT;
      case Stale _, Absent _ -> unit.map(WorkerStatus::withoutSocket).orElse(Health.STOPPED);
    };
  }

  private static Health withoutSocket(ServiceUnit unit) {
    return switch (unit.phase()) {
      case RUNNING -> Health.SILENT;
      case STARTING -> Health.STARTING;
      case STOPPING -> Health.STOPPING;
      case WAITING -> Health.WAITING;
      case FAILED, BROKEN -> Health.FAILED;
      case ABSENT, STOPPED -> Health.STOPPED;
    };
  }

  /// Whether somebody expects it to run: it starts by itself, or it was started.
  public boolean wanted() {
    boolean enabled = unit.map(ServiceUnit::enabled).orElse(false);
    return enabled || health() != Health.STOPPED;
  }

  /// What people type: the short name where it has one.
  public String shortName() {
    return known.map(WorkerName::shortName).orElse(name);
  }

  public boolean installed() {
    return unit.map(ServiceUnit::installed).orElse(false);
  }

  /// The worker's own word before the init system's: the two differ while a worker that was started
  /// by hand holds the socket.
  public OptionalLong pid() {
    if (probe instanceof Answering answering) {
      return OptionalLong.of(answering.pid());
    }
    long pid = unit.map(ServiceUnit::pid).orElse(0L);
    return pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty();
  }

  public Optional<Duration> uptime() {
    if (probe instanceof Answering answering) {
      return Optional.of(Duration.ofMillis(Math.round(answering.uptimeSec() * 1_000)));
    }
    return unit.flatMap(ServiceUnit::uptime);
  }

  public Optional<String> doing() {
    return probe instanceof Answering answering
        ? text(answering.state(), "doing")
        : Optional.empty();
  }

  /// The worker's own complaint, or else how its process ended.
  public Optional<String> lastError() {
    return switch (probe) {
      case Answering answering -> text(answering.state(), "last_error");
      case Silent silent -> Optional.of(silent.why());
      case Stale _, Absent _ -> unit.flatMap(WorkerStatus::ending);
    };
  }

  private static Optional<String> ending(ServiceUnit unit) {
    if (unit.phase() == Phase.BROKEN) {
      return Optional.of("the unit file cannot be used");
    }
    String how = unit.ending().text();
    if (how.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        unit.gaveUp() ? "gave up after %d restarts: %s".formatted(unit.restarts(), how) : how);
  }

  /// Where its OSC goes, as it says itself.
  public List<TargetReport> targets() {
    return probe instanceof Answering answering ? TargetReport.of(answering.state()) : List.of();
  }

  public OptionalLong rssBytes() {
    return probe instanceof Answering answering
            && answering.stats().get("rss_bytes") instanceof Number bytes
        ? OptionalLong.of(bytes.longValue())
        : OptionalLong.empty();
  }

  /// As `process_manager` answers it, and a little more.
  public Map<String, @Nullable Object> plain() {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    plain.put("short_name", shortName());
    plain.put("installed", installed());
    plain.put("enabled", unit.map(ServiceUnit::enabled).orElse(false));
    plain.put("running", probe instanceof Answering || probe instanceof Silent);
    plain.put("healthy", health() == Health.HEALTHY);
    plain.put("health", health().name().toLowerCase(Locale.ROOT));
    plain.put("state", unit.map(u -> u.words().state()).orElse(null));
    plain.put("sub_state", unit.map(u -> u.words().subState()).orElse(null));
    plain.put("pid", pid().isPresent() ? pid().getAsLong() : null);
    plain.put("uptime_sec", uptime().map(WorkerStatus::seconds).orElse(null));
    plain.put("restart_count", unit.map(u -> (long) u.restarts()).orElse(null));
    plain.put("heartbeat_age_sec", heartbeatAge.map(WorkerStatus::seconds).orElse(null));
    plain.put("cpu_percent", load.map(Load::cpuPercent).orElse(null));
    plain.put("osc_per_second", load.map(Load::oscPerSecond).orElse(null));
    plain.put("load_since_start", load.map(Load::sinceStart).orElse(null));
    plain.put("rss_bytes", rssBytes().isPresent() ? rssBytes().getAsLong() : null);
    plain.put("doing", doing().orElse(null));
    plain.put("last_error", lastError().orElse(null));
    plain.put("targets", probe instanceof Answering answering ? targets(answering) : null);
    plain.put("stats", probe instanceof Answering answering ? answering.stats() : null);
    return plain;
  }

  private static Object targets(Answering answering) {
    return answering.state().get("targets") instanceof List<?> list ? list : List.of();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private static Optional<String> text(Map<String, @Nullable Object> data, String key) {
    return data.get(key) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }
}
