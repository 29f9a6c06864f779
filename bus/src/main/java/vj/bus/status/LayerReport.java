package vj.bus.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending.Cause;
import vj.bus.status.Hearing.Pulse;
import vj.bus.status.History.Failure;
import vj.bus.status.Probe.Answering;
import vj.bus.status.WorkerStatus.Health;

/// What the status layer, asked like any other worker, knows of the others over time. Takes what
/// any process that holds its socket may say: what is not as it should be is left out.
///
/// @param workers its `workers`, by bus name
record LayerReport(Map<String, @Nullable Object> workers) {

  /// The year 9999: beyond it an `Instant` is of no use to people, and far beyond it overflows.
  private static final double LATEST_SECONDS = 253_402_300_799.0;

  static LayerReport of(Map<String, Probe> answers) {
    return answers.get(WorkerName.STATUS.busName()) instanceof Answering layer
        ? new LayerReport(SocketProbe.object(layer.state().get("workers")))
        : new LayerReport(Map.of());
  }

  Hearing hearing(String worker) {
    Map<String, @Nullable Object> fields = SocketProbe.object(workers.get(worker));
    return new Hearing(
        pulse(fields.get("health")),
        instant(fields.get("last_heartbeat")),
        seconds(fields.get("heartbeat_age_sec"))
            .map(age -> Duration.ofMillis(Math.round(age * 1_000))));
  }

  private static Pulse pulse(@Nullable Object health) {
    if (Health.UNHEALTHY.word().equals(health)) {
      return Pulse.OVERDUE;
    }
    return Health.SILENT.word().equals(health) ? Pulse.LOST : Pulse.UNKNOWN;
  }

  Optional<History> history(String worker) {
    Map<String, @Nullable Object> fields = SocketProbe.object(workers.get(worker));
    return fields.get("restarts_total") instanceof Long restarts
        ? Optional.of(
            new History(restarts, failure(SocketProbe.object(fields.get("last_failure")))))
        : Optional.empty();
  }

  /// Reads what [PlainStatus] writes.
  static Optional<Failure> failure(Map<String, @Nullable Object> fields) {
    return instant(fields.get("at"))
        .map(at -> new Failure(at, ending(fields.get("cause"), fields.get("status"))));
  }

  private static Ending ending(@Nullable Object cause, @Nullable Object status) {
    int number = status instanceof Long value && value == value.intValue() ? value.intValue() : 0;
    for (Cause known : Cause.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(cause)) {
        return new Ending(known, number);
      }
    }
    return new Ending(Cause.OTHER, number);
  }

  private static Optional<Instant> instant(@Nullable Object epoch) {
    return seconds(epoch).map(value -> Instant.ofEpochMilli(Math.round(value * 1_000)));
  }

  private static Optional<Double> seconds(@Nullable Object value) {
    return value instanceof Number number
            && number.doubleValue() >= 0
            && number.doubleValue() <= LATEST_SECONDS
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }
}
