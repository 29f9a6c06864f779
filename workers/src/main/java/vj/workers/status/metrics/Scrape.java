package vj.workers.status.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import vj.bus.status.History;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;
import vj.bus.worker.Version;

/// One picture of all workers, as metrics. Stateless.
final class Scrape {

  /// Whatever has a socket in the bus directory is looked at, and each would be some 20 series.
  private static final int MOST_STRANGERS = 8;

  /// A socket may be called anything; a label is read by people and kept for weeks.
  private static final Pattern FIT_FOR_A_LABEL = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

  private Scrape() {}

  /// @param picture of all workers
  /// @param age of the picture
  static MetricSnapshots of(Snapshot picture, Duration age) {
    List<WorkerStatus> shown = shown(picture.workers());
    var metrics = new ArrayList<MetricSnapshot>();
    metrics.add(version());
    metrics.add(
        single(
            "vj_status_picture_age_seconds",
            "Seconds since vj-status last looked at the workers: how old all of this is.",
            Catalogue.seconds(age)));
    metrics.add(initSystem(picture));
    metrics.add(
        single(
            "vj_status_workers_left_out",
            "Processes on the bus that are not shown: too many, or with an unfit name.",
            picture.workers().stream().filter(WorkerStatus::running).count()
                - shown.stream().filter(WorkerStatus::running).count()));
    metrics.add(lastFailures(shown));
    Catalogue.OF_EACH_WORKER.forEach(metric -> metrics.add(metric.of(shown)));
    return new MetricSnapshots(metrics);
  }

  /// Our own as soon as they are installed or run; what is gone for good has no series. Of others
  /// that speak on the bus the first few.
  private static List<WorkerStatus> shown(List<WorkerStatus> workers) {
    var shown = new ArrayList<WorkerStatus>();
    int strangers = 0;
    for (WorkerStatus worker : workers) {
      if (worker.known().isPresent()) {
        if (worker.installed() || worker.running()) {
          shown.add(worker);
        }
      } else if (worker.running()
          && strangers < MOST_STRANGERS
          && FIT_FOR_A_LABEL.matcher(worker.name()).matches()) {
        shown.add(worker);
        strangers++;
      }
    }
    return shown;
  }

  private static MetricSnapshot version() {
    return InfoSnapshot.builder()
        .name("vj_build")
        .help("The bundle's version.")
        .dataPoint(
            InfoDataPointSnapshot.builder().labels(Labels.of("version", Version.current())).build())
        .build();
  }

  /// The cause is a label: what a failure was is what people ask first.
  private static MetricSnapshot lastFailures(List<WorkerStatus> workers) {
    var times =
        GaugeSnapshot.builder()
            .name("vj_worker_last_failure_timestamp_seconds")
            .help("When the worker's process last failed, in seconds since 1970, by cause.");
    for (WorkerStatus worker : workers) {
      worker
          .history()
          .flatMap(History::lastFailure)
          .ifPresent(failure -> {
            String cause = failure.ending().cause().name().toLowerCase(Locale.ROOT);
            times.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(Labels.of(WorkerMetric.LABEL, worker.name(), "cause", cause))
                    .value(failure.at().toEpochMilli() / 1_000.0)
                    .build());
          });
    }
    return times.build();
  }

  /// No series where there is none: nobody is to be woken because of it.
  private static MetricSnapshot initSystem(Snapshot picture) {
    var up =
        GaugeSnapshot.builder()
            .name("vj_status_init_system_up")
            .help("1 while the init system answers vj-status, 0 while it does not.");
    if (picture.initSystemProblem().isEmpty() || picture.initSystemMute()) {
      up.dataPoint(
          GaugeDataPointSnapshot.builder().value(picture.initSystemMute() ? 0 : 1).build());
    }
    return up.build();
  }

  private static MetricSnapshot single(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }
}
