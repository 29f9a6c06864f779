package vj.workers.audio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.worker.Settings;
import vj.bus.worker.Worker;
import vj.bus.worker.WorkerCommand;
import vj.bus.worker.WorkerContext;
import vj.workers.audio.AnalysisLoop.Analysts;

/// What the sound does, as OSC, `frame_rate` times a second: source → [CaptureLoop] → [SampleRing]
/// → [AnalysisLoop] → [FrameLoop] → telemetry.
///
/// Three threads: `audio-capture`, `audio-analysis`, and the main thread, which sends the frames
/// and looks after the other two.
///
/// A change of settings leaves the source alone unless it names another. One that changes nothing
/// asks for the same again: a file that has ended is played once more.
public final class AudioWorker implements Worker {

  private static final Logger log = LoggerFactory.getLogger(AudioWorker.class);

  /// The analysis thread turns ten times a second even in silence. Past this it hangs, and the
  /// watchdog is left to bite.
  private static final long HUNG_ANALYSIS_NANOS = 2_000_000_000L;

  /// What `enable_logging` asks for: often enough to follow a set, rare enough for a journal.
  private static final long LOG_NANOS = 10_000_000_000L;

  private final CaptureLoop.Opener sources;
  private final AudioDesk.Devices devices;
  private final Analysts analysts;
  private final Timekeeper time;

  AudioWorker(
      CaptureLoop.Opener sources, AudioDesk.Devices devices, Analysts analysts, Timekeeper time) {
    this.sources = sources;
    this.devices = devices;
    this.analysts = analysts;
    this.time = time;
  }

  @Override
  public void run(WorkerContext context) throws Exception {
    Thread main = Thread.currentThread();
    AudioFlow flow = AudioFlow.create(() -> LockSupport.unpark(main));
    Settings settings = context.settings();
    AudioSettings audio = AudioSettings.from(settings);
    var analysis = new AnalysisLoop(flow, analysts, audio.parts());
    var frames = new FrameLoop(flow, new AudioSender(context.telemetry(), audio), time);
    frames.settings(audio);
    var priority = new Priority(Path.of("/proc"));
    priority.ask(audio.nice()); // before the other threads are made: they inherit it
    var wiring = new CaptureLoop.Wiring(sources, flow.ring(), context, time, flow.stopwatch());
    try (var analysing = new Station("audio-analysis", analysis::run);
        var capture = new SourceSwitch(wiring, audio.source())) {
      var shown = new AudioDesk.Shown(flow, capture, frames, priority);
      context.serve(new AudioDesk(shown, commands(flow, analysis, frames)));
      analysing.start();
      capture.start();
      context.ready();
      var turning = new Turning(analysis::turns, HUNG_ANALYSIS_NANOS, time.nanos());
      var eachLogLine = new Cadence(LOG_NANOS);
      var overruns = new OverrunWatch(flow.ring()::overruns, log::warn);
      while (true) {
        analysing.check();
        capture.check();
        Settings changed = context.settings();
        if (changed != settings) {
          audio = AudioSettings.from(changed);
          capture.source(audio.source());
          if (audio.nice() != priority.nice()) {
            priority.ask(audio.nice());
          }
          if (changed.effective().equals(settings.effective())) {
            capture.again();
          }
          settings = changed;
          analysis.parts(audio.parts());
          frames.settings(audio);
        }
        frames.turn();
        long now = time.nanos();
        overruns.look(now);
        if (turning.goesOn(now)) {
          context.progress();
        }
        if (audio.logging() && eachLogLine.due(now)) {
          log(frames.report());
        }
      }
    }
  }

  private List<WorkerCommand> commands(AudioFlow flow, AnalysisLoop analysis, FrameLoop frames) {
    var benchmark = new Benchmark(flow, analysis, frames, time);
    var tempo = new TempoCommands(analysis, flow.clock(), time);
    List<WorkerCommand> commands = new ArrayList<>(tempo.all());
    commands.add(WorkerCommand.slow("list_devices", (_, _) -> devices.list()));
    commands.add(WorkerCommand.slow("benchmark", (command, _) -> benchmark.measure(command)));
    return commands;
  }

  private static void log(FrameReport report) {
    log.info(
        "%.1f BPM, level %.2f, peak %.1f dBFS, %.1f frames/s"
            .formatted(report.tempo().bpm(), report.rms(), report.peakDbfs(), report.fps()));
  }
}
