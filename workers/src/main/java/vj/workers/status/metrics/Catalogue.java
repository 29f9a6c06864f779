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
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import vj.bus.status.History;
import vj.bus.status.ServiceUnit;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;
import vj.bus.status.WorkerStatus.Health;
import vj.bus.worker.Version;
import vj.workers.status.metrics.WorkerMetric.Type;

/// Every metric there is, and how it follows from what is known of the workers. Nothing is counted
/// here: the workers and the status layer count, and a scrape reads. Stateless.
///
/// docs/monitoring.md explains them, docs/monitoring/ uses them; a test compares the three.
final class Catalogue {

  /// Whatever has a socket in the bus directory is looked at, and each would be some 20 series.
  private static final int MOST_STRANGERS = 8;

  /// A socket may be called anything; a label's value is looked at by people and kept for weeks.
  private static final Pattern FIT_FOR_A_LABEL = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

  private static final List<WorkerMetric> OF_EACH_WORKER =
      List.of(
          truth(
              "vj_worker_enabled",
              "1 if the worker starts by itself, 0 if not.",
              WorkerStatus::enabled),
          truth(
              "vj_worker_up",
              "1 while the worker's process runs, 0 while it does not.",
              WorkerStatus::running),
          truth(
              "vj_worker_healthy",
              "1 while the worker is heard and does its job, 0 else.",
              worker -> worker.health() == Health.HEALTHY),
          truth(
              "vj_worker_degraded",
              "1 while the worker says itself that it cannot do its job, 0 else.",
              worker -> worker.health() == Health.DEGRADED),
          truth(
              "vj_worker_gave_up",
              "1 after the init system has restarted it as often as it may, 0 else.",
              worker -> worker.unit().map(ServiceUnit::gaveUp).orElse(false)),
          gauge(
              "vj_worker_uptime_seconds",
              "Seconds since the worker's process started.",
              worker -> worker.uptime().map(Catalogue::seconds).orElse(Double.NaN)),
          gauge(
              "vj_worker_heartbeat_age_seconds",
              "Seconds since the worker was last heard.",
              worker -> worker.heartbeatAge().map(Catalogue::seconds).orElse(Double.NaN)),
          new WorkerMetric(
              Type.COUNTER,
              "vj_worker_restarts_total",
              "Automatic restarts; a reset of the init system's own counter takes none away.",
              worker -> worker.history().map(each -> (double) each.restarts()).orElse(Double.NaN)),
          counter(
              "vj_worker_commands_total",
              "Commands that the worker has answered on its control socket.",
              "commands_handled"),
          counter("vj_worker_osc_sent_total", "OSC datagrams sent to all targets.", "osc_sent"),
          counter(
              "vj_worker_osc_dropped_total",
              "OSC datagrams that a target's socket did not take.",
              "osc_dropped"),
          counter(
              "vj_worker_cpu_seconds_total",
              "Processor time of the worker's process in seconds, of all cores together.",
              "cpu_seconds"),
          gauge(
              "vj_worker_resident_memory_bytes",
              "Memory of the process in bytes; what processes share is counted in each.",
              stat("rss_bytes")),
          gauge(
              "vj_worker_proportional_memory_bytes",
              "Memory of the process in bytes; what n processes share counts 1/n in each.",
              stat("pss_bytes")),
          gauge("vj_audio_frame_rate_hertz", "Frames of OSC per second.", stat("fps")),
          counter("vj_audio_frames_sent_total", "Frames of OSC sent.", "frames_sent"),
          counter(
              "vj_audio_frames_skipped_total",
              "Frames of OSC left out because the worker came too late for them.",
              "frames_skipped"),
          gauge(
              "vj_audio_latency_seconds",
              "Seconds from the sound's arrival to the frame that tells of it.",
              worker -> stat("latency_ms").applyAsDouble(worker) / 1_000),
          gauge("vj_audio_alive", "1 while sound arrives, 0 else.", stat("alive")),
          gauge(
              "vj_audio_peak_dbfs", "Peak of the input in dB below full scale.", stat("peak_dbfs")),
          gauge("vj_audio_tempo_bpm", "Tempo in beats per minute, 0 while unknown.", stat("bpm")),
          counter(
              "vj_audio_overruns_total",
              "Samples lost because the analysis was too slow.",
              "overruns"),
          counter(
              "vj_audio_capture_overruns_total",
              "Frames of the device lost because they were not read in time.",
              "capture_overruns"),
          counter(
              "vj_audio_events_dropped_total",
              "Beats and onsets that were not sent because too many were waiting.",
              "events_dropped"),
          gauge(
              "vj_playback_on_air",
              "1 for the monitor that may tell what is playing, 0 for the others.",
              stat("on_air")));

  private Catalogue() {}

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
            seconds(age)));
    metrics.add(
        single(
            "vj_status_init_system_up",
            "1 while the init system answers vj-status, 0 while it does not.",
            picture.initSystemProblem().isEmpty() ? 1 : 0));
    metrics.add(
        single(
            "vj_status_workers_left_out",
            "Processes on the bus that are not shown: too many, or with an unfit name.",
            picture.workers().stream()
                .filter(WorkerStatus::running)
                .filter(w -> !shown.contains(w))
                .count()));
    metrics.add(lastFailures(shown));
    OF_EACH_WORKER.forEach(metric -> metrics.add(metric.of(shown)));
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

  private static MetricSnapshot single(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private static WorkerMetric truth(String name, String help, Predicate<WorkerStatus> of) {
    return gauge(name, help, worker -> of.test(worker) ? 1 : 0);
  }

  private static WorkerMetric gauge(
      String name, String help, ToDoubleFunction<WorkerStatus> value) {
    return new WorkerMetric(Type.GAUGE, name, help, value);
  }

  /// @param key in a heartbeat's `stats`
  private static WorkerMetric counter(String name, String help, String key) {
    return new WorkerMetric(Type.COUNTER, name, help, stat(key));
  }

  /// As the worker's last heartbeat has it; NaN for what is neither a number nor a truth.
  private static ToDoubleFunction<WorkerStatus> stat(String key) {
    return worker ->
        switch (worker.stats().get(key)) {
          case Number number -> number.doubleValue();
          case Boolean truth -> truth ? 1 : 0;
          case null, default -> Double.NaN;
        };
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
