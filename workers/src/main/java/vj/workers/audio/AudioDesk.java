package vj.workers.audio;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.worker.WorkerCommand;
import vj.bus.worker.WorkerContext.WorkerDesk;
import vj.workers.audio.analysis.Features;
import vj.workers.audio.analysis.TempoReport;

/// The audio worker's own commands, state and gauges.
final class AudioDesk implements WorkerDesk {

  private final AudioFlow flow;
  private final SourceSwitch capture;
  private final FrameLoop frames;
  private final Priority priority;
  private final List<WorkerCommand> commands;

  /// Lists what can be listened to; blocking.
  @FunctionalInterface
  interface Devices {
    Answer list();
  }

  /// What state and gauges are read from.
  record Shown(AudioFlow flow, SourceSwitch capture, FrameLoop frames, Priority priority) {}

  AudioDesk(Shown shown, List<WorkerCommand> commands) {
    this.flow = shown.flow();
    this.capture = shown.capture();
    this.frames = shown.frames();
    this.priority = shown.priority();
    this.commands = List.copyOf(commands);
  }

  @Override
  public List<WorkerCommand> commands() {
    return commands;
  }

  /// `device_name`, `sample_rate` and `channels` only while a source is open.
  @Override
  public void state(Map<String, @Nullable Object> data) {
    CaptureState state = capture.state();
    FrameReport report = frames.report();
    data.put("capture", state.text());
    if (state instanceof CaptureState.Listening(var format)) {
      data.put("device_name", format.description());
      data.put("sample_rate", (long) format.sampleRate());
      data.put("channels", (long) format.channels());
    }
    data.put("priority", priority.text());
    gauges(data);
    data.putAll(TempoCommands.data(report.alive() ? newestTempo() : report.tempo()));
  }

  /// Newer than the report, so that whoever has just steered the tempo sees what came of it.
  private TempoReport newestTempo() {
    var newest = new Features();
    flow.board().read(newest);
    return newest.tempo();
  }

  @Override
  public void gauges(Map<String, @Nullable Object> stats) {
    FrameReport report = frames.report();
    stats.put("frames_sent", report.frames());
    stats.put("frames_skipped", report.skipped());
    stats.put("fps", rounded(report.fps()));
    stats.put("latency_ms", rounded(report.latencyMillis()));
    stats.put("alive", report.alive());
    stats.put("peak_dbfs", rounded(report.peakDbfs()));
    stats.put("bpm", rounded(report.tempo().bpm()));
    stats.put("source_ended", capture.state() instanceof CaptureState.Ended);
    stats.put("overruns", flow.ring().overruns());
    stats.put("capture_overruns", flow.ring().missed());
    stats.put("ring_fill", rounded(flow.ring().fill()));
    stats.put("events_dropped", flow.events().dropped());
    stats.put("events_stale", report.stale());
    stats.put("nice", (long) priority.nice());
  }

  private static double rounded(double value) {
    return Math.rint(value * 100) / 100;
  }
}
