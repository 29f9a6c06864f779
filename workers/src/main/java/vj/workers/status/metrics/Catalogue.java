package vj.workers.status.metrics;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import vj.bus.status.ServiceUnit;
import vj.bus.status.WorkerStatus;
import vj.bus.status.WorkerStatus.Health;

/// What is told of each worker, and how it follows from what is known of it. Nothing is counted
/// here: the workers and the status layer count, and a scrape reads. Stateless.
///
/// docs/monitoring.md explains every metric, docs/monitoring/ uses them; a test compares.
final class Catalogue {

  static final List<WorkerMetric> OF_EACH_WORKER =
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
              "1 while it has failed and the init system does not restart it, 0 else.",
              worker -> worker.unit().map(ServiceUnit::failed).orElse(false)),
          gauge(
              "vj_worker_uptime_seconds",
              "Seconds since the worker's process started.",
              worker -> worker.uptime().map(Catalogue::seconds).orElse(Double.NaN)),
          gauge(
              "vj_worker_heartbeat_age_seconds",
              "Seconds since the worker was last heard.",
              worker -> worker.heartbeatAge().map(Catalogue::seconds).orElse(Double.NaN)),
          new WorkerMetric(
              WorkerMetric.Type.COUNTER,
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
              "vj_worker_log_errors_total",
              "Lines that the worker has logged as errors.",
              "log_errors"),
          counter(
              "vj_worker_log_warnings_total",
              "Lines that the worker has logged as warnings.",
              "log_warnings"),
          counter(
              "vj_worker_cpu_seconds_total",
              "Processor time of the worker's process in seconds, of all cores together.",
              "cpu_seconds"),
          gauge(
              "vj_worker_resident_memory_bytes",
              "Memory of the process in bytes; what processes share is counted in each.",
              ours("rss_bytes")),
          gauge(
              "vj_worker_proportional_memory_bytes",
              "Memory of the process in bytes; what n processes share counts 1/n in each.",
              ours("pss_bytes")),
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
          counter(
              "vj_osc_debugger_received_total",
              "OSC messages that the debugger has taken.",
              "message_count"),
          counter(
              "vj_osc_debugger_malformed_total",
              "Datagrams at the debugger that are no OSC.",
              "malformed"),
          counter(
              "vj_osc_debugger_kernel_drops_total",
              "Datagrams that the kernel dropped because the debugger was too slow.",
              "kernel_drops"),
          gauge(
              "vj_playback_on_air",
              "1 for the monitor that may tell what is playing, 0 for the others.",
              stat("on_air")));

  private Catalogue() {}

  private static WorkerMetric truth(String name, String help, Predicate<WorkerStatus> of) {
    return gauge(name, help, worker -> of.test(worker) ? 1 : 0);
  }

  private static WorkerMetric gauge(
      String name, String help, ToDoubleFunction<WorkerStatus> value) {
    return new WorkerMetric(WorkerMetric.Type.GAUGE, name, help, value);
  }

  /// @param key in a heartbeat's `stats`
  private static WorkerMetric counter(String name, String help, String key) {
    return new WorkerMetric(WorkerMetric.Type.COUNTER, name, help, stat(key));
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

  /// Of our own workers only: people sum it up, and what a stranger says of itself may be anything.
  private static ToDoubleFunction<WorkerStatus> ours(String key) {
    return worker -> worker.known().isPresent() ? stat(key).applyAsDouble(worker) : Double.NaN;
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
