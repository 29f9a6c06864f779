package vj.workers.status;

import java.time.Duration;
import java.util.List;
import vj.bus.worker.Setting;
import vj.bus.worker.Settings;

/// The worker's own settings.
///
/// @param metricsPort on loopback, for Prometheus; 0: none
/// @param unhealthyAfter a worker's heartbeat is overdue by this much
/// @param silentAfter as above, and on launchd it is then restarted
record StatusSettings(int metricsPort, Duration unhealthyAfter, Duration silentAfter) {

  static final Setting<Integer> METRICS_PORT = Setting.integer("metrics_port", 0, 0, 65_535);

  /// Seconds.
  static final Setting<Double> UNHEALTHY_AFTER = Setting.decimal("unhealthy_after", 15, 1, 600);

  /// Seconds.
  static final Setting<Double> SILENT_AFTER = Setting.decimal("silent_after", 30, 1, 600);

  static final List<Setting<?>> ALL = List.of(METRICS_PORT, UNHEALTHY_AFTER, SILENT_AFTER);

  static StatusSettings from(Settings settings) {
    return new StatusSettings(
        settings.get(METRICS_PORT),
        duration(settings.get(UNHEALTHY_AFTER)),
        duration(settings.get(SILENT_AFTER)));
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
