package vj.bus.status;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vj.bus.status.Probe.Said;

/// What each worker uses: from the counters in one reading of it to those in the next. One thread.
public final class LoadMeter {

  /// The kernel counts CPU time in steps of 10 ms; over less than this they would be all one sees.
  private static final long LEAST_NANOS = Duration.ofMillis(500).toNanos();

  private final Map<String, Reading> readings = new HashMap<>();

  private record Counters(long nanos, long pid, double cpuSeconds, double oscSent) {}

  private record Reading(Counters counters, Load load) {}

  /// @param nanos when `said` was said, on the monotonic clock
  public Load load(String worker, long nanos, Said said) {
    Counters latest =
        new Counters(nanos, said.pid(), number(said, "cpu_seconds"), number(said, "osc_sent"));
    Reading before = readings.get(worker);
    // A worker that was started anew counts from 0 again.
    if (before == null || before.counters().pid() != said.pid()) {
      return keep(
          worker, latest, load(latest.cpuSeconds(), latest.oscSent(), said.uptimeSec(), true));
    }
    Counters then = before.counters();
    if (nanos - then.nanos() < LEAST_NANOS) {
      return before.load();
    }
    double seconds = (nanos - then.nanos()) / 1e9;
    double cpu = latest.cpuSeconds() - then.cpuSeconds();
    return keep(worker, latest, load(cpu, latest.oscSent() - then.oscSent(), seconds, false));
  }

  private Load keep(String worker, Counters counters, Load load) {
    readings.put(worker, new Reading(counters, load));
    return load;
  }

  /// Since the worker was read last; empty if it never was.
  Optional<Duration> age(String worker, long nanos) {
    return Optional.ofNullable(readings.get(worker))
        .map(reading -> Duration.ofNanos(nanos - reading.counters().nanos()));
  }

  /// Drops what is known of a worker that is gone for good.
  public void forget(String worker) {
    readings.remove(worker);
  }

  private static Load load(double cpuSeconds, double oscSent, double over, boolean sinceStart) {
    return over > 0
        ? new Load(Math.max(0, 100 * cpuSeconds / over), Math.max(0, oscSent / over), sinceStart)
        : new Load(0, 0, sinceStart);
  }

  private static double number(Said said, String key) {
    double number = said.stats().get(key) instanceof Number value ? value.doubleValue() : 0;
    return Double.isFinite(number) ? number : 0;
  }
}
