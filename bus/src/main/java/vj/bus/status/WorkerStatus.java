package vj.bus.status;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vj.bus.control.WorkerName;
import vj.bus.status.Probe.Absent;
import vj.bus.status.Probe.Answering;
import vj.bus.status.Probe.Beating;
import vj.bus.status.Probe.Said;
import vj.bus.status.Probe.Silent;
import vj.bus.status.Probe.Stale;
import vj.bus.status.ServiceUnit.Phase;

/// One worker at one moment: its unit, its socket and what is known of it over time. Immutable.
///
/// @param name the bus name
/// @param known empty for a socket of a worker that this bundle does not have
/// @param unit empty where no init system could be asked
/// @param load empty while it does not answer
/// @param history empty where nobody keeps account: the status layer is down, or there is no init
///   system
public record WorkerStatus(
    String name,
    Optional<WorkerName> known,
    Optional<ServiceUnit> unit,
    Probe probe,
    Hearing hearing,
    Optional<Load> load,
    Optional<History> history) {

  /// What people want to know first.
  public enum Health {
    HEALTHY,
    /// It is up and says itself that it cannot do its job.
    DEGRADED,
    STARTING,
    STOPPING,
    /// It ended and the init system will start it again after the backoff.
    WAITING,
    /// It is up and did not answer when it was asked; nobody knows for how long.
    UNANSWERED,
    /// It is up and its heartbeat is overdue by 15 s (`unhealthy_after`).
    UNHEALTHY,
    /// It is up and its heartbeat is overdue by 30 s (`silent_after`): hung or stopped.
    SILENT,
    FAILED,
    STOPPED;

    /// In JSON.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// For people.
    public String text() {
      return this == UNANSWERED ? "no answer" : word();
    }
  }

  public Health health() {
    return switch (probe) {
      case Answering answering -> inItsOwnWords(text(answering.state(), "status"));
      case Beating(var last) ->
          switch (hearing.pulse()) {
            case UNKNOWN, STEADY -> inItsOwnWords(text(last.stats(), "status"));
            case OVERDUE, LOST -> mute();
          };
      case Silent _ -> mute();
      case Stale _, Absent _ -> unit.map(this::withoutSocket).orElse(Health.STOPPED);
    };
  }

  private static Health inItsOwnWords(Optional<String> status) {
    return switch (status.orElse("running")) {
      case "starting" -> Health.STARTING;
      case "stopping" -> Health.STOPPING;
      case "degraded" -> Health.DEGRADED;
      default -> Health.HEALTHY;
    };
  }

  private Health mute() {
    return switch (hearing.pulse()) {
      case UNKNOWN, STEADY -> Health.UNANSWERED;
      case OVERDUE -> Health.UNHEALTHY;
      case LOST -> Health.SILENT;
    };
  }

  private Health withoutSocket(ServiceUnit unit) {
    return switch (unit.phase()) {
      case RUNNING -> mute();
      case STARTING -> Health.STARTING;
      case STOPPING -> Health.STOPPING;
      case WAITING -> Health.WAITING;
      case FAILED, BROKEN -> Health.FAILED;
      case ABSENT, STOPPED -> Health.STOPPED;
    };
  }

  /// Whether somebody expects it to run: it starts by itself, or it was started.
  public boolean wanted() {
    return enabled() || health() != Health.STOPPED;
  }

  /// Whether there is a process, as far as can be told.
  public boolean running() {
    return switch (probe) {
      case Answering _, Beating _, Silent _ -> true;
      case Stale _, Absent _ -> unit.map(u -> u.phase() == Phase.RUNNING).orElse(false);
    };
  }

  /// What people type: the short name where it has one.
  public String shortName() {
    return known.map(WorkerName::shortName).orElse(name);
  }

  public boolean installed() {
    return unit.map(ServiceUnit::installed).orElse(false);
  }

  public boolean enabled() {
    return unit.map(ServiceUnit::enabled).orElse(false);
  }

  /// The worker's own word before the init system's: the two differ while a worker that was started
  /// by hand holds the socket.
  public OptionalLong pid() {
    Optional<Said> said = probe.said();
    if (said.isPresent()) {
      return OptionalLong.of(said.get().pid());
    }
    long pid = unit.map(ServiceUnit::pid).orElse(0L);
    return pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty();
  }

  public Optional<Duration> uptime() {
    Optional<Said> said = probe.said();
    return said.isPresent()
        ? said.map(words -> Duration.ofMillis(Math.round(words.uptimeSec() * 1_000)))
        : unit.flatMap(ServiceUnit::uptime);
  }

  /// Since it was last heard; empty if it never was.
  public Optional<Duration> heartbeatAge() {
    return hearing.age();
  }

  /// As its last heartbeat had them; empty if there was none.
  public Map<String, @Nullable Object> stats() {
    return probe.said().map(Said::stats).orElse(Map.of());
  }

  public Optional<String> doing() {
    return words("doing");
  }

  /// The worker's own complaint, or else what is wrong with it, or how its process ended.
  public Optional<String> lastError() {
    return switch (probe) {
      case Answering _ -> words("last_error");
      case Beating _ ->
          switch (hearing.pulse()) {
            case UNKNOWN, STEADY -> words("last_error");
            case OVERDUE, LOST -> Optional.of("its heartbeats have stopped: stopped or hung");
          };
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

  /// Where its OSC goes, as it says itself when it is asked.
  public List<TargetReport> targets() {
    return probe instanceof Answering answering ? TargetReport.of(answering.state()) : List.of();
  }

  public OptionalLong rssBytes() {
    return stats().get("rss_bytes") instanceof Number bytes
        ? OptionalLong.of(bytes.longValue())
        : OptionalLong.empty();
  }

  /// As `process_manager` answers it, and a little more.
  public Map<String, @Nullable Object> plain() {
    return PlainStatus.of(this);
  }

  /// What it says of itself under `key`, in the answer to `get_state` or else in a heartbeat.
  private Optional<String> words(String key) {
    return switch (probe) {
      case Answering answering -> text(answering.state(), key);
      case Beating(var last) -> text(last.stats(), key);
      case Silent _, Stale _, Absent _ -> Optional.empty();
    };
  }

  private static Optional<String> text(Map<String, @Nullable Object> data, String key) {
    return data.get(key) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }
}
